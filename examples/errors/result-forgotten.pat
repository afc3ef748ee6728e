# Wrong: the program's result is a mailbox that somebody waits for. It goes to nobody, so the message that it
# promises is never sent.

interface Box { Item() }

def keeper(box: Box?Item): Unit {
  guard box : Item {
    receive Item() from box -> free(box)
  }
}

def open(): Box!Item[R] {
  let box = new[Box] in
  spawn { keeper(box) };
  box
}

open()
