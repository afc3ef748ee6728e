# Wrong: two parameters of one function have the same name.
# The first one could not be reached.

def add(n: Int, n: Int): Int {
  n + n
}

add(1, 2)
