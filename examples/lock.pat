# A lock. Who asks for it gets, with the answer, a key: a mailbox through which exactly one
# Release must be sent. Forgetting it, or releasing twice, is a type error.

interface Lock { Acquire(Worker!Granted), Release() }
interface Worker { Granted(Lock!Release) }

# Open: nobody holds the lock, so no Release can be here.
def open(self: Lock?(Acquire*)): Unit {
  guard self : Acquire* {
    free -> ()
    receive Acquire(worker) from self ->
      worker ! Granted(self);
      held(self)
  }
}

# Held: other workers may ask, but only the Release is received; their requests wait.
def held(self: Lock?(Release . Acquire*)): Unit {
  guard self : Release . Acquire* {
    receive Release() from self -> open(self)
  }
}

def worker(lock: Lock!, name: String): Unit {
  let self = new[Worker] in
  lock ! Acquire(self);
  guard self : Granted {
    receive Granted(key) from self ->
      free(self);
      print(concat(name, " enters"));
      sleep(rand(3));
      print(concat(name, " leaves"));
      key ! Release()
  }
}

def main(): Unit {
  let lock = new[Lock] in
  spawn { open(lock) };
  spawn { worker(lock, "Ann") };
  spawn { worker(lock, "Bob") };
  spawn { worker(lock, "Cleo") }
}

main()
