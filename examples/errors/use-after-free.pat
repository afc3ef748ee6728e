# Wrong: a Letter is sent to a mailbox that was freed a line before.
# After `free` the mailbox is gone; nobody would ever read the letter.

interface Postbox { Letter(String) }

let box = new[Postbox] in
free(box);
box ! Letter("too late")
