# Wrong: a `let` without its `in`.

def area(width: Int, height: Int): Int {
  let product = width * height
  product
}

area(3, 4)
