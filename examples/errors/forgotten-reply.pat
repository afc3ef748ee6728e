# Wrong: the server receives a Get and never answers the client.
# The client waits for exactly one Reply, and would wait for ever.

interface Server { Get(Client!Reply) }
interface Client { Reply(Int) }

def server(self: Server?Get): Unit {
  guard self : Get {
    receive Get(client) from self ->
      free(self);
      print("somebody wants something")
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
