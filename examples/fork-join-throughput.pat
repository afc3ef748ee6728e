# Fork-join, throughput (an actor benchmark): a few workers, many messages for each.
# The workers are kept in a list. A list of mailboxes is linear: it must be used exactly once, so
# each round takes it apart and builds it again.

interface Worker { Work() }
interface Crew { Processed(Int) }

def worker(self: Worker?, processed: Int, crew: Crew!Processed): Unit {
  guard self : Work* {
    free -> crew ! Processed(processed)
    receive Work() from self -> worker(self, processed + 1, crew)
  }
}

# Inside a list a mailbox type is returnable unless it says otherwise: it may be kept and given back.
def hire(workers: Int, crew: Crew!): List(Worker!(Work*)) {
  if (workers == 0) {
    nil
  } else {
    let one = new[Worker] in
    spawn { worker(one, 0, crew) };
    let others = hire(workers - 1, crew) in
    (one :: others)
  }
}

# One message to each worker; gives the same list back.
def deal(workers: List(Worker!(Work*))): List(Worker!(Work*)) {
  caseL workers : List(Worker!(Work*)) of {
    nil -> nil
  | (one :: others) ->
      one ! Work();
      (one :: deal(others))
  }
}

# When no round is left the list may be dropped: `Work*` allows sending nothing.
def rounds(n: Int, workers: List(Worker!(Work*))): Unit {
  if (n == 0) { () } else { rounds(n - 1, deal(workers)) }
}

def join(crew: Crew?, messages: Int): Unit {
  guard crew : Processed* {
    free -> print(concat("messages processed: ", intToString(messages)))
    receive Processed(n) from crew -> join(crew, messages + n)
  }
}

def main(): Unit {
  let crew = new[Crew] in
  let workers = hire(8, crew) in
  rounds(40, workers);
  join(crew, 0)
}

main()
