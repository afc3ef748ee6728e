# Wrong: a message is sent to a string.
# Messages go to mailboxes, which `new` makes.

interface Postbox { Letter(String) }

let box = "Main Street 1" in
box ! Letter("hello")
