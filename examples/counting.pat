# Counting (an actor benchmark): a producer sends many increments and then asks for the total.
# Patterns know no order of arrival, so the request may be received before the last increment.
# The counter therefore keeps the request, and answers when nobody can send increments any more.

interface Counter { Increment(), Total(Client!Count) }
interface Client { Count(Int) }

# Exactly one Total will come: `Increment* . Total`.
def counter(self: Counter?(Increment* . Total), count: Int): Unit {
  guard self : Increment* . Total {
    receive Increment() from self -> counter(self, count + 1)
    receive Total(client) from self -> asked(self, count, client)
  }
}

# The type of `client` is an obligation: it is carried along until the answer is sent.
def asked(self: Counter?(Increment*), count: Int, client: Client!Count): Unit {
  guard self : Increment* {
    free -> client ! Count(count)
    receive Increment() from self -> asked(self, count + 1, client)
  }
}

def produce(counter: Counter!, increments: Int): Unit {
  if (increments == 0) {
    ()
  } else {
    counter ! Increment();
    produce(counter, increments - 1)
  }
}

def main(): Int {
  let mailbox = new[Counter] in
  spawn { counter(mailbox, 0) };
  let self = new[Client] in
  produce(mailbox, 500);
  mailbox ! Total(self);
  guard self : Count {
    receive Count(n) from self ->
      free(self);
      print(concat("increments counted: ", intToString(n)));
      n
  }
}

main()
