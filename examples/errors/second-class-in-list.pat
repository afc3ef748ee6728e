# Wrong: a list type whose mailboxes are only usable, [U].
# Data can be returned and stored, so the mailboxes in it have to be returnable, [R].

interface Log { Entry(String) }

def none(): List(Log!Entry[U]) {
  nil
}

print("nothing is logged")
