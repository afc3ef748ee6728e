# A session with a server: each request comes with the mailbox for its answer, and each answer with
# the right to exactly one more request. Client and server take turns, and the types of the two
# interfaces, which mention each other, are the protocol.

interface Server { Add(Int, Client!Next), Negate(Client!Next), Quit(Client!Result) }
interface Client { Next(Server!(Add + Negate + Quit)), Result(Int) }

def server(self: Server?(Add + Negate + Quit), value: Int): Unit {
  guard self : Add + Negate + Quit {
    receive Add(n, client) from self ->
      client ! Next(self);
      server(self, value + n)
    receive Negate(client) from self ->
      client ! Next(self);
      server(self, 0 - value)
    receive Quit(client) from self ->
      free(self);
      client ! Result(value)
  }
}

# Adds 1, 2, ..., n, changes the sign after each, and quits.
def client(self: Client?Next, i: Int, n: Int): Int {
  guard self : Next {
    receive Next(turn) from self ->
      if (i > n) {
        turn ! Quit(self);
        result(self)
      } else {
        turn ! Add(i, self);
        negate(self, i, n)
      }
  }
}

def negate(self: Client?Next, i: Int, n: Int): Int {
  guard self : Next {
    receive Next(turn) from self ->
      turn ! Negate(self);
      client(self, i + 1, n)
  }
}

def result(self: Client?Result): Int {
  guard self : Result {
    receive Result(value) from self ->
      free(self);
      print(concat("the result is ", intToString(value)));
      value
  }
}

def main(): Int {
  let calculator = new[Server] in
  let self = new[Client] in
  spawn { server(calculator, 0) };
  calculator ! Add(100, self);
  client(self, 1, 5)
}

main()
