# Wrong: a mailbox that came in a message is put into a list, to be answered later.
# What a message brings is usable only within its clause, since the sender may still know it.

interface Server { Get(Client!Reply) }
interface Client { Reply(Int) }

def server(self: Server?(Get*), waiting: List(Client!Reply)): Unit {
  guard self : Get* {
    free -> answer(waiting)
    receive* Get(client) from self -> server(self, (client :: waiting))
  }
}

def answer(waiting: List(Client!Reply)): Unit {
  caseL waiting : List(Client!Reply) of {
    nil -> ()
  | (first :: others) ->
      first ! Reply(1);
      answer(others)
  }
}

let desk = new[Server] in
spawn { server(desk, nil) }
