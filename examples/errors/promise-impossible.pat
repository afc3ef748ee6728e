# Wrong: nobody can send messages that fit `0`, for none do. Only a definition that never ends could claim
# such a promise, and the `fail` below, which relies on it, would be reached.

interface Box { Item() }

def promise(box: Box!0): Unit { promise(box) }

let box = new[Box] in
spawn { promise(box) };
fail(box)[Unit]
