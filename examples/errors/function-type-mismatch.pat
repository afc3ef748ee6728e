# Wrong: `twice` needs a function from Int to Int, and gets one from Int to Bool.

def twice(f: (Int) -> Int, n: Int): Int {
  f(f(n))
}

def isZero(n: Int): Bool {
  n == 0
}

twice(isZero, 3)
