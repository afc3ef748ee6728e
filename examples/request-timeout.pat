# A request with a timeout. Both the answer and the alarm come in the end, in either order; the client
# goes on with whichever is first and leaves the other to a process that waits for it.

interface Oracle { Question(Int, Client!Reply) }
interface Client { Reply(Int), Timeout() }

def oracle(self: Oracle?): Unit {
  guard self : Question* {
    free -> ()
    receive Question(n, client) from self ->
      sleep(rand(20));
      client ! Reply(n * 6);
      oracle(self)
  }
}

def alarm(milliseconds: Int, client: Client!Timeout): Unit {
  sleep(milliseconds);
  client ! Timeout()
}

# One Reply and one Timeout are due. In each clause the other is still to come, and the checker
# insists that somebody takes care of it.
def ask(oracle: Oracle!Question, n: Int): (Int + String) {
  let self = new[Client] in
  oracle ! Question(n, self);
  spawn { alarm(10, self) };
  guard self : Reply . Timeout {
    receive Reply(answer) from self ->
      spawn { ignoreTimeout(self) };
      inl(answer)
    receive Timeout() from self ->
      spawn { ignoreReply(self) };
      inr("no answer in time")
  }
}

def ignoreTimeout(self: Client?Timeout): Unit {
  guard self : Timeout {
    receive Timeout() from self -> free(self)
  }
}

def ignoreReply(self: Client?Reply): Unit {
  guard self : Reply {
    receive Reply(answer) from self ->
      print("(an answer came too late)");
      free(self)
  }
}

def report(outcome: (Int + String)): Unit {
  case outcome of {
    inl(answer) : Int -> print(concat("the answer is ", intToString(answer)))
  | inr(problem) : String -> print(problem)
  }
}

def main(): Unit {
  let delphi = new[Oracle] in
  spawn { oracle(delphi) };
  report(ask(delphi, 7));
  report(ask(delphi, 8));
  report(ask(delphi, 9))
}

main()
