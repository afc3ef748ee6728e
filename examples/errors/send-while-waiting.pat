# Wrong: the only Letter is sent from within the clause that waits for it.
# The guard uses the mailbox and its clauses may know it by the new name only.

interface Postbox { Letter(String), Stamp() }

let box = new[Postbox] in
guard box : Letter . Stamp {
  receive Stamp() from rest ->
    box ! Letter("written inside");
    guard rest : Letter {
      receive Letter(text) from rest -> free(rest)
    }
}
