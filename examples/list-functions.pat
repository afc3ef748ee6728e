# Lists and functions as values: map, filter, fold and reverse over lists of integers. No processes.

def map(f: (Int) -> Int, numbers: List(Int)): List(Int) {
  caseL numbers : List(Int) of {
    nil -> nil
  | (first :: rest) -> (f(first) :: map(f, rest))
  }
}

def filter(keep: (Int) -> Bool, numbers: List(Int)): List(Int) {
  caseL numbers : List(Int) of {
    nil -> nil
  | (first :: rest) ->
      let others = filter(keep, rest) in
      if (keep(first)) { (first :: others) } else { others }
  }
}

def fold(f: (Int, Int) -> Int, start: Int, numbers: List(Int)): Int {
  caseL numbers : List(Int) of {
    nil -> start
  | (first :: rest) -> fold(f, f(start, first), rest)
  }
}

def append(front: List(Int), back: List(Int)): List(Int) {
  caseL front : List(Int) of {
    nil -> back
  | (first :: rest) -> (first :: append(rest, back))
  }
}

def upTo(n: Int): List(Int) {
  if (n == 0) {
    nil
  } else {
    append(upTo(n - 1), (n :: nil))
  }
}

def show(numbers: List(Int)): String {
  caseL numbers : List(Int) of {
    nil -> "."
  | (first :: rest) -> concat(intToString(first), concat(" ", show(rest)))
  }
}

# Definitions are values too. A `fun` may be called any number of times; it remembers what it uses.
def square(n: Int): Int { n * n }

def main(): Unit {
  let numbers = upTo(10) in
  let limit = 30 in
  let small = fun(n: Int): Bool { n < limit } in
  let squares = map(square, numbers) in
  print(concat("numbers: ", show(numbers)));
  print(concat("squares: ", show(squares)));
  print(concat("small squares: ", show(filter(small, squares))));
  print(
    concat(
      "their sum: ",
      intToString(fold(fun(a: Int, b: Int): Int { a + b }, 0, filter(small, squares)))
    )
  )
}

main()
