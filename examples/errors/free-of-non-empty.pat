# Wrong: the mailbox is freed while a Letter is in it.
# Freeing would throw the message away, and with it whatever it asks for.

interface Postbox { Letter(String) }

let box = new[Postbox] in
box ! Letter("does anybody read this?");
free(box)
