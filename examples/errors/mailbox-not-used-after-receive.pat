# Wrong: after receiving the Letter, the clause forgets the mailbox.
# The rest of the mailbox, here an empty one, still has to be freed or received from.

interface Postbox { Letter(String) }

let box = new[Postbox] in
box ! Letter("hello");
guard box : Letter {
  receive Letter(text) from rest -> print(text)
}
