# Wrong: the mailbox is freed in one branch and forgotten in the other.
# Whoever owns the receiving end has to do something with it, whatever happens.

interface Postbox { Letter(String) }

def main(): Unit {
  let box = new[Postbox] in
  if (randBool()) { free(box) } else { print("let it lie") }
}

main()
