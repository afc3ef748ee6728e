# Wrong: the test of an `if` is a number.
# Pat has no hidden conversions; write `n != 0`.

def sign(n: Int): String {
  if (n) { "not zero" } else { "zero" }
}

print(sign(5))
