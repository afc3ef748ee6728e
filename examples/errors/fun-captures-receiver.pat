# Wrong: a `fun` may be called any number of times, and this one receives from a mailbox outside it.
# The second call would find the mailbox freed. A `linfun` is called exactly once, and may do this.

interface Postbox { Letter(String) }

let box = new[Postbox] in
box ! Letter("once");
let read = fun(): Unit {
  guard box : Letter {
    receive Letter(text) from box ->
      free(box);
      print(text)
  }
} in
read()
