# Wrong: a function that came in a message is called by the process that received it. The function waits for
# `seat`, and this very process has still to send to it: both would wait for ever. `spawn { work() }` is right.

interface Office { Task(() -o Unit) }
interface Seat { Taken() }

let seat = new[Seat] in
let office = new[Office] in
spawn {
  office ! Task(linfun(): Unit {
    guard seat : Taken {
      receive Taken() from seat -> free(seat)
    }
  })
};
guard office : Task {
  receive Task(work) from office ->
    free(office);
    work()
};
seat ! Taken()
