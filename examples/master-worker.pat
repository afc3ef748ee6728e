# Master and workers: a job is cut into chunks, one process per chunk, and the results are summed
# as they come. The master needs no counter: its `free` clause is taken when the last worker is gone.

interface Pool { Result(Int) }

# Adds up the squares from `low` to `high`, both included.
def squares(low: Int, high: Int): Int {
  if (low > high) { 0 } else { low * low + squares(low + 1, high) }
}

def worker(low: Int, high: Int, pool: Pool!Result): Unit {
  pool ! Result(squares(low, high))
}

# Hands out [low, high] in chunks. `pool` is used once per chunk, so its type, which is inferred,
# is `Pool!(Result*)`: any number of results may be sent.
def distribute(low: Int, high: Int, chunk: Int, pool: Pool!): Unit {
  if (low > high) {
    ()
  } else {
    let last = if (low + chunk - 1 < high) { low + chunk - 1 } else { high } in
    spawn { worker(low, last, pool) };
    distribute(last + 1, high, chunk, pool)
  }
}

def collect(pool: Pool?, results: Int, total: Int): Unit {
  guard pool : Result* {
    free ->
      print(concat("chunks: ", intToString(results)));
      print(concat("sum of squares: ", intToString(total)))
    receive Result(n) from pool ->
      collect(pool, results + 1, total + n)
  }
}

def main(): Unit {
  let pool = new[Pool] in
  distribute(1, 100, 15, pool);
  collect(pool, 0, 0)
}

main()
