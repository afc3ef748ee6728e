# Wrong: a `fun` that sends is called twice, but the mailbox is received from once.
# What a `fun` sends counts any number of times: here Letter*, and the guard takes exactly one.

interface Postbox { Letter(String) }

def reader(box: Postbox?Letter): Unit {
  guard box : Letter {
    receive Letter(text) from box ->
      free(box);
      print(text)
  }
}

def twice(f: (String) -> Unit): Unit {
  f("one");
  f("two")
}

def write(box: Postbox![R]): Unit {
  let send = fun(text: String): Unit { box ! Letter(text) } in
  twice(send)
}

let box = new[Postbox] in
spawn { reader(box) };
write(box)
