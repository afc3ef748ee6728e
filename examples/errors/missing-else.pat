# Wrong: an `if` without `else`.
# Every expression has a value, so both cases are needed; write `else { () }` for nothing.

def greet(friendly: Bool): Unit {
  if (friendly) { print("hello") }
}

greet(true)
