# Wrong: within the clause, `other` and `client` may be two names for the same mailbox.
# The type of each would promise something about the other's messages that nobody has checked.

interface Server { Get(Client!Reply) }
interface Client { Reply(Int) }

def server(self: Server?Get, other: Client!Reply): Unit {
  guard self : Get {
    receive Get(client) from self ->
      free(self);
      client ! Reply(1);
      other ! Reply(2)
  }
}

def listen(self: Client?(Reply . Reply)): Unit {
  guard self : Reply . Reply {
    receive Reply(one) from self ->
      guard self : Reply {
        receive Reply(two) from self -> free(self)
      }
  }
}

let desk = new[Server] in
let self = new[Client] in
spawn { server(desk, self) };
desk ! Get(self);
listen(self)
