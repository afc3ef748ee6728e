# Big (an actor benchmark): many-to-many messages. Every client pings servers that it picks by chance
# from a list, and waits for each answer. Servers and clients are separate processes: a client that
# waits never keeps a server from answering, so no circle of waiting can come up.

interface Server { Ping(Client!Pong) }
interface Client { Pong() }
interface Sink { Finished(Int) }

def server(self: Server?(Ping*)): Unit {
  guard self : Ping* {
    free -> ()
    receive Ping(client) from self ->
      client ! Pong();
      server(self)
  }
}

# Sends a Ping to the server at `index`, and gives the list back for the next round.
def pingOne(servers: List(Server!(Ping*)), index: Int, client: Client!Pong): List(Server!(Ping*)) {
  caseL servers : List(Server!(Ping*)) of {
    nil -> fallback(client)
  | (first :: others) ->
      if (index == 0) {
        first ! Ping(client);
        (first :: others)
      } else {
        let rest = pingOne(others, index - 1, client) in
        (first :: rest)
      }
  }
}

# Past the end of the list: `client` still must be answered, by whoever holds it.
def fallback(client: Client!Pong): List(Server!(Ping*)) {
  client ! Pong();
  nil
}

def client(self: Client?, rounds: Int, servers: List(Server!(Ping*)), sink: Sink!Finished): Unit {
  if (rounds == 0) {
    free(self);
    sink ! Finished(1)
  } else {
    let others = pingOne(servers, rand(3), self) in
    guard self : Pong {
      receive Pong() from self -> client(self, rounds - 1, others, sink)
    }
  }
}

def start(name: String, servers: List(Server!(Ping*)), sink: Sink!Finished): Unit {
  let self = new[Client] in
  client(self, 20, servers, sink);
  print(concat(name, " has pinged enough"))
}

def sink(self: Sink?, finished: Int): Unit {
  guard self : Finished* {
    free -> print(concat("clients finished: ", intToString(finished)))
    receive Finished(one) from self -> sink(self, finished + one)
  }
}

def main(): Unit {
  let a = new[Server] in
  let b = new[Server] in
  let c = new[Server] in
  let all = new[Sink] in
  spawn { server(a) };
  spawn { server(b) };
  spawn { server(c) };
  spawn { start("client 1", (a :: (b :: (c :: nil))), all) };
  spawn { start("client 2", (b :: (c :: (a :: nil))), all) };
  spawn { start("client 3", (c :: (a :: (b :: nil))), all) };
  sink(all, 0)
}

main()
