# Wrong: the value of this `if` is a mailbox, and nothing says of which type.
# The checker works backwards from how a value is used, and cannot see through a `new` in a branch
# of an unused binding. Write `let box: Postbox?1 = …`.

interface Postbox { Letter(String) }

def main(): Unit {
  let box = if (randBool()) { new[Postbox] } else { new[Postbox] } in
  print("two ways to a mailbox, and nobody uses it")
}

main()
