# Wrong: a linear function is called twice.
# It holds a mailbox that is owed exactly one Reply, and would send two.

interface Client { Reply(Int) }

def twice(reply: (Int) -o Unit): Unit {
  reply(1);
  reply(2)
}

let self = new[Client] in
spawn {
  guard self : Reply {
    receive Reply(n) from self -> free(self)
  }
};
twice(linfun(n: Int): Unit { self ! Reply(n) })
