# A barrier: nobody goes on to the next round before all have arrived. Mailboxes that come in messages
# cannot be stored, so the barrier remembers who waits on its call stack: each `gather` keeps one
# party, and lets it go when the calls for the others have returned.

interface Barrier { Arrive(Party!Go) }
interface Party { Go() }

# Gives the mailbox back when `missing` parties have arrived. `empty(y)` is the general form of the
# `free` clause: the empty mailbox gets a name, and here it is returned.
def gather(self: Barrier?(Arrive*), missing: Int): Barrier?(Arrive*) {
  if (missing == 0) {
    self
  } else {
    guard self : Arrive* {
      empty(nobody) -> nobody
      receive Arrive(party) from self ->
        let later = gather(self, missing - 1) in
        party ! Go();
        later
    }
  }
}

def barrier(self: Barrier?(Arrive*), parties: Int, rounds: Int): Unit {
  if (rounds == 0) {
    close(self)
  } else {
    print(concat("rounds to go: ", intToString(rounds)));
    barrier(gather(self, parties), parties, rounds - 1)
  }
}

# After the last round: whoever still comes may pass at once.
def close(self: Barrier?(Arrive*)): Unit {
  guard self : Arrive* {
    free -> print("the barrier is gone")
    receive Arrive(party) from self ->
      party ! Go();
      close(self)
  }
}

def walk(self: Party?, name: String, rounds: Int, barrier: Barrier!): Unit {
  if (rounds == 0) {
    free(self)
  } else {
    print(concat(name, " works"));
    barrier ! Arrive(self);
    guard self : Go {
      receive Go() from self -> walk(self, name, rounds - 1, barrier)
    }
  }
}

def party(name: String, barrier: Barrier!): Unit {
  let self = new[Party] in
  walk(self, name, 3, barrier)
}

def main(): Unit {
  let gate = new[Barrier] in
  spawn { barrier(gate, 3, 3) };
  spawn { party("Ann", gate) };
  spawn { party("Bob", gate) };
  spawn { party("Cleo", gate) }
}

main()
