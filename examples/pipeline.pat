# A pipeline: each stage applies a function to what comes in and passes it on. When the source is done
# the first stage can no longer be reached and ends, then the second, and so on to the printer.

interface Stage { Item(Int) }

# One definition for all stages: the function is a parameter.
def stage(self: Stage?, f: (Int) -> Int, next: Stage!): Unit {
  guard self : Item* {
    free -> ()
    receive Item(n) from self ->
      next ! Item(f(n));
      stage(self, f, next)
  }
}

def printer(self: Stage?, items: Int): Unit {
  guard self : Item* {
    free -> print(concat("items: ", intToString(items)))
    receive Item(n) from self ->
      print(intToString(n));
      printer(self, items + 1)
  }
}

# Starts a stage in front of `next`, and returns its mailbox to whoever wants to feed it. `[R]` on the
# result: a mailbox that is returned must be returnable.
def before(next: Stage!, f: (Int) -> Int): Stage!(Item*)[R] {
  let self = new[Stage] in
  spawn { stage(self, f, next) };
  self
}

def source(first: Int, last: Int, next: Stage!): Unit {
  if (first > last) {
    ()
  } else {
    next ! Item(first);
    source(first + 1, last, next)
  }
}

def double(n: Int): Int { n * 2 }

def main(): Unit {
  let last = new[Stage] in
  let bonus = 100 in
  spawn { printer(last, 0) };
  let addBonus = before(last, fun(n: Int): Int { n + bonus }) in
  let doubling = before(addBonus, double) in
  source(1, 6, doubling)
}

main()
