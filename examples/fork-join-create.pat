# Fork-join, creation (an actor benchmark): how fast can processes be made? Each of them gets one
# message, does a little work and says that it is finished.

interface Worker { Start(Int, Crew!Finished) }
interface Crew { Finished(Int) }

# `Start` and nothing else: after it the mailbox is empty and is freed.
def worker(self: Worker?Start): Unit {
  guard self : Start {
    receive Start(n, crew) from self ->
      free(self);
      crew ! Finished(n * n / (n + 1))
  }
}

def fork(workers: Int, crew: Crew!): Unit {
  if (workers == 0) {
    ()
  } else {
    let one = new[Worker] in
    spawn { worker(one) };
    one ! Start(workers, crew);
    fork(workers - 1, crew)
  }
}

def join(crew: Crew?, finished: Int, work: Int): Unit {
  guard crew : Finished* {
    free ->
      print(concat("processes joined: ", intToString(finished)));
      print(concat("work done: ", intToString(work)))
    receive Finished(result) from crew ->
      join(crew, finished + 1, work + result)
  }
}

def main(): Unit {
  let crew = new[Crew] in
  fork(200, crew);
  join(crew, 0, 0)
}

main()
