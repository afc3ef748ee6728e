# Wrong: a tuple is taken apart, and the linear function in it is dropped. The message that it stands for
# would never be sent.

interface Box { Item() }

def keeper(box: Box?Item): Unit {
  guard box : Item {
    receive Item() from box -> free(box)
  }
}

let box = new[Box] in
spawn { keeper(box) };
let (fill, size) = (linfun(): Unit { box ! Item() }, 1) in
print(intToString(size))
