# Wrong: two clauses for the same message in one guard.
# The second one could never be taken; most likely one of the two names is a slip.

interface Door { Ring(), Knock() }

let door = new[Door] in
door ! Ring();
guard door : Ring + Knock {
  receive Ring() from door -> free(door)
  receive Ring() from door -> free(door)
  receive Knock() from door -> free(door)
}
