// Programs to edit: families of them are in bench/programs.ts.
export { futures } from '../../../../bench/programs.ts';

/** Two mailboxes that have nothing to do with each other; each definition and its use is one group of constraints. */
export const pair = `interface A { M() }
interface B { N() }
def a(self: A?): Unit { guard self : M { receive M() from self -> free(self) } }
def b(self: B?): Unit { guard self : N { receive N() from self -> free(self) } }
def useA(): Unit { let m = new[A] in spawn { a(m) }; m ! M() }
def useB(): Unit { let m = new[B] in spawn { b(m) }; m ! N() }
useA(); useB()
`;

/** Faults of every kind, in items of their own. */
export const broken = `interface A { M(), N() }
# Needs a number.
def needs(wants: Int): Unit { print("needs") }
# Calls it with another type.
def calls(): Unit { needs("text") }
# Calls what is not there.
def other(): Unit { print("other"); absent() }
# Has a step too few.
def missing(): Int { let x = 1 in }
# Uses a mailbox that it gave away.
def gone(m: A?): Unit { free(m); free(m) }
# Receives one message.
def one(m: A?): Unit { guard m : M { receive M() from m -> free(m) } }
# Sends two, to a mailbox of an unclear pattern.
def two(): Unit { let m = new[A] in spawn { one(m) }; m ! M(); m ! M() }
# Reads differently from how it looks.
def three(m: A?): Unit { guard m : M . N + N { receive M() from m -> guard m : N { receive N() from m -> free(m) } } }
two()
`;
