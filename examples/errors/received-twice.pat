# Wrong: two processes receive from the same mailbox.
# Only one of them can get the message; a mailbox has many writers and a single reader.

interface Postbox { Letter(String) }

def reader(box: Postbox?Letter): Unit {
  guard box : Letter {
    receive Letter(text) from box ->
      free(box);
      print(text)
  }
}

let box = new[Postbox] in
spawn { reader(box) };
spawn { reader(box) };
box ! Letter("for whom?")
