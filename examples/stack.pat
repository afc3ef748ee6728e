# An unbounded stack as a process. Its state is a list; popping an empty stack is answered with
# `inr`, so that the caller cannot overlook it.

interface Stack { Push(Int), Pop(Client!Popped) }
interface Client { Popped((Int + Unit)) }

def stack(self: Stack?, items: List(Int)): Unit {
  guard self : (Push + Pop)* {
    free -> ()
    receive Push(item) from self -> stack(self, (item :: items))
    receive Pop(client) from self ->
      caseL items : List(Int) of {
        nil ->
          client ! Popped(inr(()));
          stack(self, nil)
      | (top :: rest) ->
          client ! Popped(inl(top));
          stack(self, rest)
      }
  }
}

def pop(stack: Stack!Pop): (Int + Unit) {
  let self = new[Client] in
  stack ! Pop(self);
  guard self : Popped {
    receive Popped(item) from self ->
      free(self);
      item
  }
}

# Pops until nothing is left; gives back how many there were.
def drain(stack: Stack!(Pop . Pop*)): Int {
  case pop(stack) of {
    inl(item) : Int ->
      print(concat("popped ", intToString(item)));
      1 + drain(stack)
  | inr(nothing) : Unit ->
      print("empty");
      0
  }
}

def main(): Int {
  let plates = new[Stack] in
  spawn { stack(plates, nil) };
  plates ! Push(1);
  plates ! Push(2);
  plates ! Push(3);
  drain(plates)
}

main()
