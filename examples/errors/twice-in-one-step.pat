# Wrong: the same mailbox is both arguments of one call.
# Inside `introduce` the two names would look like two mailboxes, each with its own promise.

interface Guest { Hello(String) }

def introduce(one: Guest!Hello, other: Guest!Hello): Unit {
  one ! Hello("this is the other");
  other ! Hello("this is the one")
}

def guest(self: Guest?(Hello . Hello)): Unit {
  guard self : Hello . Hello {
    receive Hello(first) from self ->
      guard self : Hello {
        receive Hello(second) from self -> free(self)
      }
  }
}

let ada = new[Guest] in
spawn { guest(ada) };
introduce(ada, ada)
