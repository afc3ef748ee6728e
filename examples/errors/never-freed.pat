# Wrong: a mailbox is made and then forgotten.
# A mailbox that is new is empty, and still has to be freed, or served by somebody.

interface Postbox { Letter(String) }

def main(): Unit {
  let box = new[Postbox] in
  print("no letters today")
}

main()
