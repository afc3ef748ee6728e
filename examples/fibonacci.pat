# Fibonacci (an actor benchmark): one process for each call, which adds up what its two children send.
# `Value . Value` says that two answers are due; after the first one, `Value`.

interface Sum { Value(Int) }

def fibonacci(n: Int, parent: Sum!Value): Unit {
  if (n < 2) {
    parent ! Value(n)
  } else {
    let self = new[Sum] in
    spawn { fibonacci(n - 1, self) };
    spawn { fibonacci(n - 2, self) };
    guard self : Value . Value {
      receive Value(one) from self ->
        guard self : Value {
          receive Value(other) from self ->
            free(self);
            parent ! Value(one + other)
        }
    }
  }
}

def main(): Int {
  let self = new[Sum] in
  spawn { fibonacci(12, self) };
  guard self : Value {
    receive Value(result) from self ->
      free(self);
      print(concat("the 12th Fibonacci number is ", intToString(result)));
      result
  }
}

main()
