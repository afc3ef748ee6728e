# Wrong: `add` takes two numbers and gets three.

def add(a: Int, b: Int): Int {
  a + b
}

add(1, 2, 3)
