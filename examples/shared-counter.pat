# A counter with many clients. Every count that a client sends is one the counter must receive, so
# none is lost. The patterns of all parameters are left out: the checker finds them.

interface Counter { Count(Int), Read(Client!Total) }
interface Client { Total(Int) }

def counter(self: Counter?, total: Int): Unit {
  guard self : (Count + Read)* {
    free -> print(concat("final total: ", intToString(total)))
    receive Count(n) from self -> counter(self, total + n)
    receive Read(client) from self ->
      client ! Total(total);
      counter(self, total)
  }
}

def read(counter: Counter!): Int {
  let self = new[Client] in
  counter ! Read(self);
  guard self : Total {
    receive Total(n) from self ->
      free(self);
      n
  }
}

# Sends 1 + 2 + ... + n.
def client(n: Int, counter: Counter!): Unit {
  if (n == 0) {
    ()
  } else {
    counter ! Count(n);
    client(n - 1, counter)
  }
}

def clients(howMany: Int, counter: Counter!): Unit {
  if (howMany == 0) {
    ()
  } else {
    spawn { client(10, counter) };
    clients(howMany - 1, counter)
  }
}

def main(): Unit {
  let shared = new[Counter] in
  spawn { counter(shared, 0) };
  clients(20, shared);
  print(concat("a first look: ", intToString(read(shared))))
}

main()
