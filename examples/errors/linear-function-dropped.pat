# Wrong: a linear function is not called in one of the branches.
# The reply it stands for would never be sent.

interface Client { Reply(Int) }

def maybe(reply: (Int) -o Unit): Unit {
  if (randBool()) { reply(1) } else { print("no answer") }
}

let self = new[Client] in
spawn {
  guard self : Reply {
    receive Reply(n) from self -> free(self)
  }
};
maybe(linfun(n: Int): Unit { self ! Reply(n) })
