# Wrong: one branch gives a number, the other one a string.

def describe(n: Int): Int {
  if (n > 9) { "many" } else { n }
}

describe(3)
