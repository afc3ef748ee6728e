# Dining philosophers (an actor benchmark). A fork is a process, and `(Take . PutDown)*` its whole
# contract: every Take has its PutDown. That rules out forgetting a fork on the table or putting one
# down twice. It does not rule out that all wait for each other: types speak of one mailbox at a
# time, and the circle goes through five. The cure is the old one, an order on the forks.

interface Fork { Take(Philosopher!Taken), PutDown() }
interface Philosopher { Taken() }

def fork(self: Fork?((Take . PutDown)*)): Unit {
  guard self : (Take . PutDown)* {
    free -> ()
    receive Take(philosopher) from self ->
      philosopher ! Taken();
      guard self : PutDown . (Take . PutDown)* {
        receive PutDown() from self -> fork(self)
      }
  }
}

def take(fork: Fork!Take): Unit {
  let self = new[Philosopher] in
  fork ! Take(self);
  guard self : Taken {
    receive Taken() from self -> free(self)
  }
}

# The patterns of `first` and `second` are inferred from this body; if one of the two PutDowns were
# missing, the forks could not be given away any more and the checker would say so.
def philosopher(name: String, meals: Int, first: Fork!, second: Fork!): Unit {
  if (meals == 0) {
    print(concat(name, " goes back to thinking for good"))
  } else {
    take(first);
    take(second);
    print(concat(name, " eats"));
    sleep(rand(3));
    second ! PutDown();
    first ! PutDown();
    philosopher(name, meals - 1, first, second)
  }
}

def main(): Unit {
  let fork1 = new[Fork] in
  let fork2 = new[Fork] in
  let fork3 = new[Fork] in
  let fork4 = new[Fork] in
  let fork5 = new[Fork] in
  spawn { fork(fork1) };
  spawn { fork(fork2) };
  spawn { fork(fork3) };
  spawn { fork(fork4) };
  spawn { fork(fork5) };
  spawn { philosopher("Plato", 3, fork1, fork2) };
  spawn { philosopher("Hypatia", 3, fork2, fork3) };
  spawn { philosopher("Confucius", 3, fork3, fork4) };
  spawn { philosopher("Simone", 3, fork4, fork5) };
  # Left and right are swapped for the last one: everybody takes the lower number first.
  spawn { philosopher("Avicenna", 3, fork1, fork5) }
}

main()
