# The smallest complete conversation: one mailbox, one message, one process on each side.

interface Postbox { Letter(String) }

# `box: Postbox!` may only send. Which messages, and how many, is inferred: exactly one Letter.
def writer(box: Postbox!): Unit {
  box ! Letter("Hello, world!")
}

let box = new[Postbox] in
spawn { writer(box) };

# `Letter` is a pattern: exactly one such message will be here, sooner or later.
# After it the mailbox is empty for good, and must be freed.
guard box : Letter {
  receive Letter(text) from box ->
    print(text);
    free(box)
}
