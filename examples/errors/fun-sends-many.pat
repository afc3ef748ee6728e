# Wrong: a `fun` sends to a mailbox from outside it. It may be called many times or never, by anybody who
# gets hold of it, so nobody could count its messages. It should get the mailbox as a parameter.

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
