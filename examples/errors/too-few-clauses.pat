# Wrong: the pattern says that a Ring or a Knock may come, but only Ring has a clause.
# If it is a Knock, the process waits for ever.

interface Door { Ring(), Knock() }

let door = new[Door] in
if (randBool()) { door ! Ring() } else { door ! Knock() };
guard door : Ring + Knock {
  receive Ring() from door ->
    free(door);
    print("somebody rang")
}
