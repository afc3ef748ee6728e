# Wrong: the door is sent a Knock, but its guard has no clause for Knock.
# Such a message would lie in the mailbox for ever, and the mailbox could never be freed.

interface Door { Ring(), Knock() }

let door = new[Door] in
spawn { door ! Knock() };
guard door : Ring {
  receive Ring() from door ->
    free(door);
    print("somebody rang")
}
