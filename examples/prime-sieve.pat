# The sieve of Eratosthenes as a growing chain of processes: each prime has a filter, which lets
# through only the numbers that the prime does not divide. A new prime starts a new filter.

interface Filter { Candidate(Int) }
interface Census { Prime(Int) }

def divides(p: Int, n: Int): Bool {
  n - n / p * p == 0
}

# The end of the chain: the first candidate that gets here is the next prime.
def lastFilter(self: Filter?, census: Census!): Unit {
  guard self : Candidate* {
    free -> ()
    receive Candidate(n) from self ->
      census ! Prime(n);
      let next = new[Filter] in
      spawn { lastFilter(next, census) };
      filter(self, n, next)
  }
}

def filter(self: Filter?, prime: Int, next: Filter!): Unit {
  guard self : Candidate* {
    free -> ()
    receive Candidate(n) from self ->
      if (divides(prime, n)) { () } else { next ! Candidate(n) };
      filter(self, prime, next)
  }
}

def feed(n: Int, limit: Int, first: Filter!): Unit {
  if (n > limit) {
    ()
  } else {
    first ! Candidate(n);
    feed(n + 1, limit, first)
  }
}

def count(self: Census?, primes: Int, largest: Int): Int {
  guard self : Prime* {
    free ->
      print(concat("the largest is ", intToString(largest)));
      primes
    receive Prime(p) from self ->
      count(self, primes + 1, if (p > largest) { p } else { largest })
  }
}

def main(): Unit {
  let census = new[Census] in
  let chain = new[Filter] in
  spawn { lastFilter(chain, census) };
  spawn { feed(2, 100, chain) };
  print(concat("primes up to 100: ", intToString(count(census, 0, 0))))
}

main()
