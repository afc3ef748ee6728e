# Thread ring (an actor benchmark): a token goes round a ring of processes until its hops are used up.
# No process is told to stop. The one that holds the token at the end forgets its neighbour; the
# neighbour can no longer be reached, so its `free` clause is taken, it forgets its own neighbour,
# and so on round the ring.

interface Node { Token(Int) }

def node(self: Node?, name: Int, next: Node!): Unit {
  guard self : Token* {
    free -> ()
    receive Token(hops) from self ->
      if (hops == 0) {
        print(concat("the token stops at node ", intToString(name)));
        last(self)
      } else {
        next ! Token(hops - 1);
        node(self, name, next)
      }
  }
}

# Like node, without a neighbour. No token can come any more, but the type `Node?(Token*)` does not
# know it: the clause for a token that never comes is a price of counting in the program, not in the type.
def last(self: Node?): Unit {
  guard self : Token* {
    free -> print("the ring is gone")
    receive Token(hops) from self -> last(self)
  }
}

# Puts nodes in front of `next`, up to number `name`, and closes the ring with node number 1.
def ring(name: Int, first: Node?, next: Node!): Unit {
  if (name == 1) {
    node(first, 1, next)
  } else {
    let this = new[Node] in
    spawn { node(this, name, next) };
    ring(name - 1, first, this)
  }
}

def main(): Unit {
  let first = new[Node] in
  let tenth = new[Node] in
  spawn { node(tenth, 10, first) };
  first ! Token(1000);
  ring(9, first, tenth)
}

main()
