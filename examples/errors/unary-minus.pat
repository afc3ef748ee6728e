# Wrong: there are no negative literals and no unary minus.
# Write `0 - 5`.

def below(n: Int): Bool {
  n < -5
}

below(3)
