# Wrong: the client is answered only when the number is positive.
# In the other branch it would wait for ever for the Reply that its type promises.

interface Server { Half(Int, Client!Reply) }
interface Client { Reply(Int) }

def server(self: Server?Half): Unit {
  guard self : Half {
    receive Half(n, client) from self ->
      free(self);
      if (n > 0) { client ! Reply(n / 2) } else { print("not a positive number") }
  }
}

let desk = new[Server] in
let self = new[Client] in
spawn { server(desk) };
desk ! Half(12, self);
guard self : Reply {
  receive Reply(n) from self ->
    free(self);
    print(intToString(n))
}
