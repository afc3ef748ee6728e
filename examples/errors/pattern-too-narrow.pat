# Wrong: the parameter promises exactly one Tick, and the loop sends one per round.
# Zero rounds send none, three rounds send three: the type would have to be `Clock!(Tick*)`.

interface Clock { Tick() }

def run(rounds: Int, clock: Clock!Tick): Unit {
  if (rounds == 0) {
    ()
  } else {
    clock ! Tick();
    run(rounds - 1, clock)
  }
}

def clock(self: Clock?Tick): Unit {
  guard self : Tick {
    receive Tick() from self -> free(self)
  }
}

let tower = new[Clock] in
spawn { clock(tower) };
run(3, tower)
