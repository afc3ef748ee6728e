# Sums in messages: a calculator answers with a number or with an apology, and whoever takes the
# answer apart with `case` has to say what happens in both cases.

interface Calculator { Divide(Int, Int, Client!Answer), SquareRoot(Int, Client!Answer) }
interface Client { Answer((Int + String)) }

# The largest r with r * r <= n, searched upwards from `r`.
def root(n: Int, r: Int): Int {
  if ((r + 1) * (r + 1) > n) { r } else { root(n, r + 1) }
}

def calculator(self: Calculator?): Unit {
  guard self : (Divide + SquareRoot)* {
    free -> ()
    receive Divide(n, by, client) from self ->
      client ! Answer(quotient(n, by));
      calculator(self)
    receive SquareRoot(n, client) from self ->
      # An annotation says which sum the `inl` and `inr` below it belong to.
      let answer: (Int + String) =
        if (n < 0) { inr("no root of a negative number") } else { inl(root(n, 0)) } in
      client ! Answer(answer);
      calculator(self)
  }
}

# Here the result type of the definition says it.
def quotient(n: Int, by: Int): (Int + String) {
  if (by == 0) { inr("no division by zero") } else { inl(n / by) }
}

def await(self: Client?Answer): Int {
  guard self : Answer {
    receive Answer(answer) from self ->
      free(self);
      case answer of {
        inl(n) : Int ->
          print(intToString(n));
          n
      | inr(apology) : String ->
          print(concat("sorry: ", apology));
          0
      }
  }
}

def divide(calculator: Calculator!Divide, n: Int, by: Int): Int {
  let self = new[Client] in
  calculator ! Divide(n, by, self);
  await(self)
}

def squareRoot(calculator: Calculator!SquareRoot, n: Int): Int {
  let self = new[Client] in
  calculator ! SquareRoot(n, self);
  await(self)
}

def main(): Int {
  let desk = new[Calculator] in
  spawn { calculator(desk) };
  let a = divide(desk, 84, 2) in
  let b = divide(desk, a, 0) in
  let c = squareRoot(desk, 2000) in
  let d = squareRoot(desk, 0 - c) in
  a + b + c + d
}

main()
