# Wrong: the mailboxes in this list are second-class, `[U]`: each may have another name in this process, so it
# cannot wait for one. With `spawn { … }` around the guard it is right, and so it is without the `[U]`.

interface Box { Item() }

def collect(boxes: List(Box?Item[U])): Unit {
  caseL boxes : List(Box?Item[U]) of {
    nil -> ()
  | (box :: rest) ->
      guard box : Item {
        receive Item() from box -> free(box)
      };
      collect(rest)
  }
}

def fill(boxes: List(Box!Item[U])): Unit {
  caseL boxes : List(Box!Item[U]) of {
    nil -> ()
  | (box :: rest) ->
      box ! Item();
      fill(rest)
  }
}

let boxes = (new[Box] :: nil) in
collect(boxes);
fill(boxes)
