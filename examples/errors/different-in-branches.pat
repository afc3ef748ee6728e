# Wrong: one branch sends to the mailbox, the other one receives from it.
# After the `if` nobody could say what is in it, or whose it is.

interface Postbox { Letter(String) }

def main(): Unit {
  let box = new[Postbox] in
  if (randBool()) {
    box ! Letter("sent")
  } else {
    guard box : Letter {
      receive Letter(text) from box -> free(box)
    }
  }
}

main()
