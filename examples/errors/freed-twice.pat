# Wrong: the mailbox is freed twice.
# It belongs to one owner, who gives it up once; the second `free` has nothing to free.

interface Postbox { Letter(String) }

let box = new[Postbox] in
free(box);
free(box)
