# Linear functions: `-o` is the type of a function that must be called exactly once. A `linfun` may
# hold on to a mailbox, and with it to the duty to send: here, a reply that is still owed.

interface Clerk { Ask(Int, (Int) -o Unit) }
interface Visitor { Answer(Int) }

# Packs up a visitor as a function: calling it answers. The mailbox leaves with the function, so
# it has to be returnable, `[R]`; without that it could only be used right here.
def answering(visitor: Visitor!Answer[R], name: String): (Int) -o Unit {
  linfun(answer: Int): Unit {
    print(concat("an answer for ", name));
    visitor ! Answer(answer)
  }
}

# Whoever holds `reply` has to call it: once in every branch, and never twice.
def decide(n: Int, reply: (Int) -o Unit): Unit {
  if (n < 10) {
    reply(n * 2)
  } else {
    print("a hard one");
    reply(n / 2)
  }
}

# The clerk does not know what a reply is made of. It could wait for any mailbox at all, so the clerk does
# not call it: a received linear function is called in a process of its own, or sent on.
def clerk(self: Clerk?): Unit {
  guard self : Ask* {
    free -> print("the clerk closes")
    receive Ask(n, reply) from self ->
      spawn { decide(n, reply) };
      clerk(self)
  }
}

def visitor(self: Visitor?Answer, name: String): Unit {
  guard self : Answer {
    receive Answer(answer) from self ->
      free(self);
      print(concat(name, concat(" hears ", intToString(answer))))
  }
}

# The visitor waits in a process of its own, since after `answering(mailbox)`, its returnable use,
# this thread may not touch the mailbox again.
def visit(clerk: Clerk!Ask, name: String, n: Int): Unit {
  let mailbox = new[Visitor] in
  spawn { visitor(mailbox, name) };
  clerk ! Ask(n, answering(mailbox, name))
}

# `fun` makes functions that may be called any number of times, so they can hold no duty to send
# exactly once; their type is written with `->`.
def twice(f: (Int) -> Int, n: Int): Int { f(f(n)) }

def main(): Unit {
  let desk = new[Clerk] in
  let offset = 3 in
  spawn { clerk(desk) };
  visit(desk, "Ada", twice(fun(n: Int): Int { n + offset }, 1));
  visit(desk, "Grace", 60)
}

main()
