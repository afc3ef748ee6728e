# Wrong: the body of the first definition is never closed.

def double(n: Int): Int {
  n + n

def main(): Int {
  double(21)
}

main()
