# Wrong: `fail` claims that a Cancel cannot be here, but the pattern allows one.
# `fail` is for mailboxes that a type has already ruled out; this one would be reached.

interface Order { Confirm(), Cancel() }

def order(self: Order?(Confirm + Cancel)): String {
  guard self : Confirm + Cancel {
    receive Confirm() from self ->
      free(self);
      "confirmed"
    receive Cancel() from self -> fail(self)[String]
  }
}

let self = new[Order] in
self ! Cancel();
print(order(self))
