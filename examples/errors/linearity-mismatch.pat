# Wrong: a linear function is given where one is needed that can be called any number of times.

def twice(f: (Int) -> Int, n: Int): Int {
  f(f(n))
}

twice(linfun(n: Int): Int { n + 1 }, 3)
