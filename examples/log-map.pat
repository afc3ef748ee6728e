# Log map (an actor benchmark): several series x' = r * x * (1 - x), each computed step by step by a
# computer that knows its r. Numbers are in thousandths, since Pat has integers only.
# Shows a guard that waits for one kind of message while others pile up behind it.

interface Series { Next(), Computed(Int) }
interface Computer { Compute(Int, Series!Computed) }
interface Master { Term(Int) }

def computer(self: Computer?, rate: Int): Unit {
  guard self : Compute* {
    free -> ()
    receive Compute(x, series) from self ->
      series ! Computed(rate * x / 1000 * (1000 - x) / 1000);
      computer(self, rate)
  }
}

def series(self: Series?(Next*), x: Int, computer: Computer!, master: Master!Term): Unit {
  guard self : Next* {
    free -> master ! Term(x)
    receive Next() from self ->
      computer ! Compute(x, self);
      # One Computed is due, and more Nexts may be here: they stay for later.
      guard self : Computed . Next* {
        receive Computed(next) from self -> series(self, next, computer, master)
      }
  }
}

def steps(n: Int, series: Series!): Unit {
  if (n == 0) {
    ()
  } else {
    series ! Next();
    steps(n - 1, series)
  }
}

def launch(rate: Int, start: Int, master: Master!Term): Unit {
  let computing = new[Computer] in
  let running = new[Series] in
  spawn { computer(computing, rate) };
  spawn { series(running, start, computing, master) };
  steps(25, running)
}

def collect(self: Master?, sum: Int): Int {
  guard self : Term* {
    free -> sum
    receive Term(x) from self ->
      collect(self, sum + x)
  }
}

def main(): Unit {
  let self = new[Master] in
  launch(2800, 400, self);
  launch(3200, 400, self);
  launch(3500, 400, self);
  print(concat("sum of the last terms, in thousandths: ", intToString(collect(self, 0))))
}

main()
