# Wrong: the client gets two replies, and receives one.
# The second one would be sent to a mailbox that is freed.

interface Server { Get(Client!) }
interface Client { Reply(Int) }

def server(self: Server?Get): Unit {
  guard self : Get {
    receive Get(client) from self ->
      free(self);
      client ! Reply(1);
      client ! Reply(2)
  }
}

let desk = new[Server] in
let self = new[Client] in
spawn { server(desk) };
desk ! Get(self);
guard self : Reply {
  receive Reply(n) from self ->
    free(self);
    print(intToString(n))
}
