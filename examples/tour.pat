# A short tour of Pat: values, functions, processes, mailboxes and their types.
# `npm start` runs this program.

# An interface names the messages that a mailbox may hold, and what each of them carries.
# `Guest!` is the sending end of a mailbox: whoever gets a Hello may answer through it.
interface Greeter { Hello(String, Guest!) }
interface Guest { Greeting(String) }

# Functions state the types of their parameters and of their result.
def square(n: Int): Int {
  n * n
}

# Data: a sum is one thing or another, `inl` or `inr`.
def divide(n: Int, by: Int): (Int + String) {
  if (by == 0) { inr("nobody can divide by zero") } else { inl(n / by) }
}

def describe(quotient: (Int + String)): String {
  case quotient of {
    inl(n) : Int -> concat("the quotient is ", intToString(n))
  | inr(reason) : String -> reason
  }
}

# Lists are taken apart with caseL.
def sum(numbers: List(Int)): Int {
  caseL numbers : List(Int) of {
    nil -> 0
  | (first :: rest) -> first + sum(rest)
  }
}

# A server owns the receiving end of its mailbox, `Greeter?`. The guard says what can be there,
# any number of Hello messages, and has a clause for each case. The `free` clause is taken when
# the mailbox is empty and nobody else knows it any more.
def greeter(self: Greeter?, greeted: Int): Unit {
  guard self : Hello* {
    free ->
      print(concat("The greeter goes home; guests greeted: ", intToString(greeted)))
    receive Hello(name, guest) from self ->
      guest ! Greeting(concat("Welcome, ", name));
      greeter(self, greeted + 1)
  }
}

# The type of `door` says: send exactly one Hello. Leave it out and the checker complains.
def visit(door: Greeter!Hello, name: String): String {
  let self = new[Guest] in
  door ! Hello(name, self);
  guard self : Greeting {
    receive Greeting(text) from self ->
      free(self);
      text
  }
}

def main(): Unit {
  print(concat("7 squared is ", intToString(square(7))));
  print(describe(divide(7, 2)));
  print(describe(divide(7, 0)));
  print(concat("1 + 2 + 3 is ", intToString(sum((1 :: (2 :: (3 :: nil)))))));

  # `new` makes a mailbox; `spawn` starts a process that serves it.
  let door = new[Greeter] in
  spawn { greeter(door, 0) };
  print(visit(door, "Ada"));
  print(visit(door, "Grace"))
}

main()
