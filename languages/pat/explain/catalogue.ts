// The catalogue of Pat's diagnostics; a test checks every program. Codes of syntax are in `syntax/codes.ts`.

import { type Catalogue, type CatalogueEntry, catalogueOf } from '../../explain/catalogue.ts';
import { SYNTAX_CODES, type SyntaxCode } from '../syntax/codes.ts';
import { runCatalogue } from './run-catalogue.ts';

const future = `interface Future { Put(Int), Get(User!) }
interface User { Reply(Int) }
`;
const job = `interface Job { Do(), Stop() }
`;

/** Codes without `pat-`; those of syntax are in `syntax/codes.ts`. */
export const typeCatalogue: Readonly<Record<string, SyntaxCode>> = {
  E201: {
    title: 'Unbound variable',
    explanation:
      'Nothing binds this name here: no `let`, parameter, clause or definition. A name bound inside a `let … in` or a clause is only known there.',
    bad: 'let total = 1 in totl + 1',
    good: 'let total = 1 in total + 1',
  },
  E202: {
    title: 'Wrong number of arguments',
    explanation: 'A function is called with more or fewer arguments than it has parameters.',
    bad: 'def add(x: Int, y: Int): Int { x + y }\nadd(1)',
    good: 'def add(x: Int, y: Int): Int { x + y }\nadd(1, 2)',
  },
  E203: {
    title: 'Wrong number of payloads',
    explanation: 'A message is sent, or received, with more or fewer payloads than its interface declares.',
    bad: `${future}let f = new[Future] in f ! Put();\nguard f : Put { receive Put(x) from f -> free(f) }`,
    good: `${future}let f = new[Future] in f ! Put(1);\nguard f : Put { receive Put(x) from f -> free(f) }`,
  },
  E204: {
    title: 'Type mismatch',
    explanation:
      'A term has one type where another is needed. Related places say where the needed type comes from: a parameter, an annotation, a result type, or an earlier branch.',
    bad: 'print(1)',
    good: 'print(intToString(1))',
  },
  E205: {
    title: 'Unknown interface',
    explanation: 'No interface of this name is declared in the file.',
    bad: `${job}let j = new[Jobs] in free(j)`,
    good: `${job}let j = new[Job] in free(j)`,
  },
  E206: {
    title: 'Unknown message',
    explanation: 'The interface of this mailbox does not have a message of this name.',
    bad: `${job}let j = new[Job] in j ! Begin();\nguard j : Do { receive Do() from j -> free(j) }`,
    good: `${job}let j = new[Job] in j ! Do();\nguard j : Do { receive Do() from j -> free(j) }`,
  },
  E207: {
    title: 'Not a mailbox',
    explanation: 'Only mailboxes can be sent to, guarded and freed.',
    bad: 'let x = 1 in free(x)',
    good: `${job}let x = new[Job] in free(x)`,
  },
  E208: {
    title: 'Not a function',
    explanation: 'Something is called that is no function.',
    bad: 'let x = 1 in x(2)',
    good: 'let x = fun(n: Int): Int { n + 1 } in x(2)',
  },
  E209: {
    title: 'Type unknown',
    explanation:
      '`inl`, `inr`, `nil`, and a guard with only `fail` clauses, do not say their whole type. It must come from around them: an annotation, a parameter, a result type or an earlier branch.',
    bad: 'let xs = nil in ()',
    good: 'let xs: List(Int) = nil in ()',
  },
  E210: {
    title: 'Duplicate name',
    explanation:
      'Two definitions, two interfaces, two messages of one interface, or two parameters of one function have the same name. The first counts.',
    bad: 'def f(): Int { 1 }\ndef f(): Int { 2 }\nf()',
    good: 'def f(): Int { 1 }\ndef g(): Int { 2 }\nf()',
  },
  E211: {
    title: 'Tuple taken apart wrongly',
    explanation:
      '`let (x, y) = …` names each part of a tuple: the value must be a tuple, and of as many parts.',
    bad: 'let (a, b, c) = (1, 2) in a',
    good: 'let (a, b) = (1, 2) in a',
  },
  E212: {
    title: 'Usage on a payload',
    explanation:
      'A mailbox received in a message is always second-class: the receiver may use it and pass it on, but not return or store it. So a payload type takes no usage.',
    bad: 'interface Future { Get(User![R]) }\ninterface User { Reply(Int) }\n()',
    good: 'interface Future { Get(User!) }\ninterface User { Reply(Int) }\n()',
  },
  E213: {
    title: 'Not a list type',
    explanation: '`caseL` takes a list apart, so the type that it names must be `List(…)`.',
    bad: 'caseL 1 : Int of { nil -> 0 | (x :: xs) -> 1 }',
    good: 'let l: List(Int) = (1 :: nil) in\ncaseL l : List(Int) of { nil -> 0 | (x :: xs) -> x }',
  },
  E301: {
    title: 'Received from twice',
    explanation:
      'A mailbox has one receiver. A second guard on the same name (or a second `free`) would receive from a mailbox that was already given up. Inside a `receive` clause, the name after `from` is the mailbox from then on.',
    bad: `${job}let j = new[Job] in\nfree(j);\nfree(j)`,
    good: `${job}let j = new[Job] in\nfree(j)`,
  },
  E302: {
    title: 'Used after its last use',
    explanation:
      'In one thread a mailbox may be used many times second-class (sent to, passed as an argument), and once first-class (received from, returned, stored). The first-class use must be the last.',
    bad: `${job}let j = new[Job] in\nguard j : Do { receive Do() from j -> free(j) };\nj ! Do()`,
    good: `${job}let j = new[Job] in\nj ! Do();\nguard j : Do { receive Do() from j -> free(j) }`,
  },
  E303: {
    title: 'Linear function used twice',
    explanation:
      'A function of type `(…) -o T` may have captured a mailbox, so it can be called at most once.',
    bad: 'def twice(f: (Int) -o Int): Int { f(f(1)) }\n()',
    good: 'def twice(f: (Int) -> Int): Int { f(f(1)) }\n()',
  },
  E304: {
    title: 'Used at two types',
    explanation:
      'Two uses of one variable, one after the other, need it at types that cannot be put together: a function, say, at two types that differ in what its mailbox parameter must be sent.',
    bad: `${job}def once(f: (Job!Do) -> Unit): Unit { () }
def twice(f: (Job!(Do . Do)) -> Unit): Unit { () }
def use(f: (Job!Do) -> Unit): Unit { once(f); twice(f) }
()`,
    good: `${job}def once(f: (Job!Do) -> Unit): Unit { () }
def use(f: (Job!Do) -> Unit): Unit { once(f); once(f) }
()`,
  },
  E305: {
    title: 'Used twice in one step',
    explanation:
      'The parts of one step (the arguments of a call; the target and the payloads of a send; the parts of a tuple) must not use the same mailbox: whoever gets both would know it by two names.',
    bad: `${job}def both(a: Job!Do, b: Job!Do): Unit { a ! Do(); b ! Do() }\nlet j = new[Job] in\nspawn { both(j, j) };\nguard j : Do . Do { receive Do() from j -> guard j : Do { receive Do() from j -> free(j) } }`,
    good: `${job}def twice(a: Job!(Do . Do)): Unit { a ! Do(); a ! Do() }\nlet j = new[Job] in\nspawn { twice(j) };\nguard j : Do . Do { receive Do() from j -> guard j : Do { receive Do() from j -> free(j) } }`,
  },
  E306: {
    title: 'Not used in every branch',
    explanation:
      'A mailbox to receive from (or data or a function that holds one) must be used in every branch, or one way through the program forgets it.',
    bad: `${job}def f(j: Job?1): Unit {\n  if (randBool()) { free(j) } else { () }\n}\nf(new[Job])`,
    good: `${job}def f(j: Job?1): Unit {\n  if (randBool()) { free(j) } else { free(j) }\n}\nf(new[Job])`,
  },
  E307: {
    title: 'Used differently across branches',
    explanation:
      'One branch receives from a mailbox and another only sends to it, or two branches use a variable at types that do not agree.',
    bad: `${job}def f(j: Job?1): Unit {\n  if (randBool()) { free(j) } else { j ! Do() }\n}\nf(new[Job])`,
    good: `${job}def f(j: Job?1): Unit {\n  if (randBool()) { free(j) } else { print("bye"); free(j) }\n}\nf(new[Job])`,
  },
  E308: {
    title: 'Not a subtype',
    explanation:
      'A value of one mailbox type is used where another is needed, and no reading of their patterns makes them fit.',
    bad: `${job}def apply(f: (Job!Do[R]) -> Unit): Unit { () }\ndef g(j: Job!Do[U]): Unit { j ! Do() }\ndef h(j: Job!Do[R]): Job!Do[R] { j }\ndef k(f: (Job!Do[U]) -> Unit): Unit { apply(f) }\ndef l(f: (Job!Do[R]) -> Unit): Unit { k(f) }\n()`,
    good: `${job}def apply(f: (Job!Do[R]) -> Unit): Unit { () }\ndef g(j: Job!Do[U]): Unit { j ! Do() }\napply(g)`,
  },
  E309: {
    title: 'Second-class mailbox where a first-class one is needed',
    explanation:
      'A second-class mailbox (`[U]`) may have another name in this process. It may be sent to, passed on, and given to a process of its own with `spawn`. Only a first-class one (`[R]`) may be returned, stored in data, received from or freed. The mailboxes in a list are as its type says.',
    bad: `${job}def keep(j: Job!Do): Job!Do[R] { j }\n()`,
    good: `${job}def keep(j: Job!Do[R]): Job!Do[R] { j }\n()`,
  },
  E310: {
    title: 'Not returnable',
    explanation: 'Data can only hold, and `let` can only name, first-class values.',
    bad: `${job}def none(): List(Job!Do[U]) { nil }\n()`,
    good: `${job}def none(): List(Job!Do[R]) { nil }\n()`,
  },
  E311: {
    title: 'Annotation needed',
    explanation:
      'Mailbox types are inferred from how a value is used later. Where nothing uses it, or where a guard, `if` or `case` yields a mailbox whose use is not seen, write its type.',
    bad: `${job}let j = new[Job] in\nlet pair = (j, 1) in\n()`,
    good: `${job}let j = new[Job] in\nlet (k, n) = (j, 1) in\nfree(k)`,
  },
  E312: {
    title: 'Unused mailbox or linear function',
    explanation:
      'A mailbox to receive from, or a linear function, is bound and never used: it would be forgotten.',
    bad: `${job}let j = new[Job] in\n()`,
    good: `${job}let j = new[Job] in\nfree(j)`,
  },
  E313: {
    title: 'Captured by a function that may run again',
    explanation:
      'A `fun` may be called at any time, by anybody, any number of times, and be sent anywhere. So it uses no mailbox and no linear function from outside it: it would send more than was promised, or keep a mailbox in use that somebody waits to free. Give it the mailbox as a parameter, or write `linfun` for a function that is called exactly once.',
    bad: `${job}let j = new[Job] in\nspawn { guard j : Do { receive Do() from j -> free(j) } };\nlet send = fun(): Unit { j ! Do() } in\nsend()`,
    good: `${job}let j = new[Job] in\nspawn { guard j : Do { receive Do() from j -> free(j) } };\nlet send = fun(to: Job!Do): Unit { to ! Do() } in\nsend(j)`,
  },
  E314: {
    title: 'Two clauses for one case',
    explanation:
      'A guard has at most one clause for each message, one for the empty mailbox (`free` or `empty`), and one `fail`.',
    bad: `${job}let j = new[Job] in\nguard j : 1 {\n  free -> ()\n  empty(k) -> free(k)\n}`,
    good: `${job}let j = new[Job] in\nguard j : 1 {\n  free -> ()\n}`,
  },
  E315: {
    title: 'Mailbox forgotten in a clause',
    explanation:
      'After a message was received, the name after `from` is the mailbox with the rest: it must be received from again, freed, or passed on for that. In an `empty(x)` clause, `x` must be used too.',
    bad: `${job}let j = new[Job] in\nj ! Do();\nguard j : Do { receive Do() from j -> () }`,
    good: `${job}let j = new[Job] in\nj ! Do();\nguard j : Do { receive Do() from j -> free(j) }`,
  },
  E316: {
    title: 'Possible alias',
    explanation:
      'A mailbox received in a message may be one that the receiver already knows by another name. If both are of one interface, a `receive` clause may not use both: a message sent through one name would be missed at the other, and the process could wait for itself. A linear function may have captured any mailbox, so beside one that is received a clause uses no mailbox from outside, and beside a received mailbox no linear function. With `aliasCheck: strict` a clause uses no mailbox and no linear function from outside at all. `receive*` switches the check off for a clause, and with it this protection.',
    bad: `${future}def answer(f: Future?Get, other: User!Reply): Unit {
  guard f : Get {
    receive Get(user) from f -> user ! Reply(1); other ! Reply(2); free(f)
  }
}
()`,
    good: `${future}def answer(f: Future?Get): Unit {
  guard f : Get {
    receive Get(user) from f -> user ! Reply(1); free(f)
  }
}
()`,
  },
  E317: {
    title: 'Only sent to, or received from',
    explanation:
      'A mailbox type with `!` gives the right to send, one with `?` the duty to receive. A new mailbox must be received from somewhere, by the process that made it or by one that it is passed to; one that is only sent to forgets its messages. And what is declared with `!` cannot be received from.',
    bad: `${job}def work(j: Job!Do): Unit { j ! Do() }\nlet j = new[Job] in\nwork(j)`,
    good: `${job}def work(j: Job!Do): Unit { j ! Do() }\nlet j = new[Job] in\nwork(j);\nguard j : Do { receive Do() from j -> free(j) }`,
  },
  E318: {
    title: 'Promise that nobody can keep',
    explanation:
      'A type with `!` promises messages, and this pattern is fitted by none at all, not even by no message. Only code that never ends could claim it; while it runs, whoever waits for the mailbox may take a `fail` that should never be reached. (`?0` is allowed: a mailbox that cannot be.)',
    bad: `${job}def work(j: Job!0): Unit { work(j) }\n()`,
    good: `${job}def work(j: Job!1): Unit { work(j) }\n()`,
  },
  E319: {
    title: 'Received function used in this process',
    explanation:
      'A linear function that was received may have captured any mailbox, and may wait for it. If this very process still owes that mailbox a message, in this clause or behind it, both wait for ever. So a received function is second-class, like a received mailbox: it can be called in a process of its own (`spawn { f() }`), where nothing is pending, or sent on.',
    bad: `${job}interface Work { Run(() -o Unit) }\nlet j = new[Job] in\nlet w = new[Work] in\nspawn { w ! Run(linfun(): Unit { guard j : Do { receive Do() from j -> free(j) } }) };\nguard w : Run { receive Run(f) from w -> free(w); f() };\nj ! Do()`,
    good: `${job}interface Work { Run(() -o Unit) }\nlet j = new[Job] in\nlet w = new[Work] in\nspawn { w ! Run(linfun(): Unit { guard j : Do { receive Do() from j -> free(j) } }) };\nguard w : Run { receive Run(f) from w -> free(w); spawn { f() } };\nj ! Do()`,
  },
  E320: {
    title: 'Result that goes to nobody',
    explanation:
      'What the program returns at its end goes to nobody. A mailbox or a linear function in it would be forgotten, and whoever waits for it would wait for ever: do with it what is still to be done.',
    bad: `${job}new[Job]`,
    good: `${job}free(new[Job])`,
  },
  E401: {
    title: 'Guard does not handle its pattern',
    explanation: 'The pattern after the colon says what the mailbox may hold. Some of that has no clause.',
    bad: `${job}def work(j: Job?(Do + Stop)): Unit {\n  guard j : Do + Stop { receive Do() from j -> free(j) }\n}\n()`,
    good: `${job}def work(j: Job?(Do + Stop)): Unit {\n  guard j : Do + Stop {\n    receive Do() from j -> free(j)\n    receive Stop() from j -> free(j)\n  }\n}\n()`,
  },
  E402: {
    title: 'Mailbox holds what its receiver does not handle',
    explanation:
      'Put together, the uses of a mailbox send it more, or less, than its receiver handles. The message names the smallest mailbox contents that break it; related places are the sends that put them there.',
    bad: `${future}let f = new[Future] in\nf ! Put(1);\nf ! Put(2);\nguard f : Put { receive Put(x) from f -> free(f) }`,
    good: `${future}let f = new[Future] in\nf ! Put(1);\nguard f : Put { receive Put(x) from f -> free(f) }`,
  },
  E403: {
    title: 'More remains than the rest of a clause handles',
    explanation:
      'After a clause received its message, the mailbox holds the rest of the pattern. The clause uses it as if it held something else.',
    bad: `${job}let j = new[Job] in\nj ! Do();\nj ! Stop();\nguard j : Do . Stop {\n  receive Do() from j -> free(j)\n  receive Stop() from j -> guard j : Do { receive Do() from j -> free(j) }\n}`,
    good: `${job}let j = new[Job] in\nj ! Do();\nj ! Stop();\nguard j : Do . Stop {\n  receive Do() from j -> guard j : Stop { receive Stop() from j -> free(j) }\n  receive Stop() from j -> guard j : Do { receive Do() from j -> free(j) }\n}`,
  },
  E404: {
    title: 'Nobody sends what is waited for',
    explanation:
      'A new mailbox is received from, and nothing else ever sends to it: the process would wait for ever.',
    bad: `${job}let j = new[Job] in\nguard j : Do { receive Do() from j -> free(j) }`,
    good: `${job}let j = new[Job] in\nspawn { j ! Do() };\nguard j : Do { receive Do() from j -> free(j) }`,
  },
  E405: {
    title: 'Type promises something else than the code does',
    explanation:
      'A mailbox type is a promise: `Job!Do` that exactly one `Do` is sent, `Job?Do` that exactly one is there. The code under the promise sends something else, or may send nothing.',
    bad: `${job}def work(j: Job!Do): Unit {\n  if (randBool()) { j ! Do() } else { () }\n}\n()`,
    good: `${job}def work(j: Job!Do): Unit {\n  if (randBool()) { j ! Do() } else { print("late"); j ! Do() }\n}\n()`,
  },
  E406: {
    title: 'Promised messages are never sent',
    explanation: 'A mailbox to send to is never used, but its type promises messages.',
    bad: `${future}def ignore(user: User!Reply): Unit { () }\n()`,
    good: `${future}def ignore(user: User!(Reply + 1)): Unit { () }\n()`,
  },
  E408: {
    title: 'Not enough is known about a mailbox',
    explanation:
      'A pattern that was left out is inferred from what is sent and from the calls of a definition. Nothing says anything about this one: the definition is never called, or the message never sent.',
    bad: `${job}def work(j: Job?): Unit {\n  guard j : Do { receive Do() from j -> free(j) }\n}\n()`,
    good: `${job}def work(j: Job?Do): Unit {\n  guard j : Do { receive Do() from j -> free(j) }\n}\n()`,
  },
  W201: {
    title: 'Name of a built-in',
    explanation:
      'A built-in cannot be hidden: wherever its name is used, it means the built-in, never a variable of the same name.',
    bad: 'let print = 1 in print("a")',
    good: 'let line = 1 in print("a")',
  },
  W202: {
    title: 'Hidden by a later name',
    explanation:
      'In a tuple `let` or a `receive` clause, the last binder of a name wins, the one after `from` last of all.',
    bad: 'let (x, x) = (1, 2) in x',
    good: 'let (y, x) = (1, 2) in x + y',
  },
  W301: {
    title: 'Clause that is never taken',
    explanation:
      'By its pattern the mailbox never holds the message of this clause (or, for `free` and `empty`, is never empty) where the guard stands. The clause does nothing; perhaps the pattern lacks something.',
    bad: `${job}let j = new[Job] in\nj ! Do();\nguard j : Do {\n  receive Do() from j -> free(j)\n  receive Stop() from j -> free(j)\n}`,
    good: `${job}let j = new[Job] in\nj ! Do();\nguard j : Do {\n  receive Do() from j -> free(j)\n}`,
  },
};

/** What no program is to blame for. */
const undecided: CatalogueEntry = {
  title: 'Not decided',
  explanation:
    'Whether a mailbox always fits its receiver was still open when the budget of steps was spent. The program is neither called right nor wrong for it. The solver Z3 is asked then, and did not know either, or it could not be asked: in a browser it runs only where the page is cross-origin isolated. Simpler patterns help.',
};

export const catalogue: Catalogue = catalogueOf(
  {
    language: 'pat',
    name: 'Pat',
    introduction:
      'What each code means, a program that shows it, and the program put right. `pat explain CODE` prints an entry.',
    groups: [
      { title: 'Syntax', codes: /^E1/ },
      { title: 'Names and plain types', codes: /^E2/ },
      { title: 'Mailbox types', codes: /^E3/ },
      { title: 'Patterns', codes: /^E4/ },
      { title: 'Warnings', codes: /^W/ },
      { title: 'Other spellings', codes: /^I1/ },
      { title: 'While a program runs', codes: /^R5/ },
    ],
  },
  { ...SYNTAX_CODES, ...typeCatalogue, ...runCatalogue, W401: undecided },
);
