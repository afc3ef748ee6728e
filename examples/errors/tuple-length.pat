# Wrong: a pair is taken apart into three names.

def divide(n: Int, by: Int): (Int * Int) {
  (n / by, n - n / by * by)
}

let (quotient, rest, what) = divide(17, 5) in
quotient + rest
