# Wrong: `totl` is not bound by any `let`, parameter or clause here.
# Most likely it is a slip for `total`.

def report(total: Int): Unit {
  print(intToString(totl))
}

report(3)
