// Every code that parsing can report, with the words and examples of its page in docs/errors.md. The examples are
// tested: `bad` reports the code, `good` reports nothing.

export interface SyntaxCode {
  readonly title: string;
  readonly explanation: string;
  readonly bad: string;
  readonly good: string;
}

export const SYNTAX_CODES: Readonly<Record<string, SyntaxCode>> = {
  E101: {
    title: 'An expression is missing',
    explanation:
      'Here the program goes on, or ends, where an expression must stand: after `=`, `in`, `->`, `;` or an operator, or between brackets.',
    bad: 'let x = in x',
    good: 'let x = 5 in x',
  },
  E102: {
    title: 'A name is missing',
    explanation: 'A variable, tag, interface or definition needs its name here.',
    bad: 'def f(mb: Box!): Unit { mb ! }',
    good: 'def f(mb: Box!): Unit { mb ! Put() }',
  },
  E103: {
    title: 'A type is missing',
    explanation:
      'Parameters, results, `case` branches and `caseL` have types. A base type is `Int`, `Bool`, `String`, `Atom` or `Unit`; a mailbox type is `Box!` or `Box?`.',
    bad: 'def f(x): Int { x }',
    good: 'def f(x: Int): Int { x }',
  },
  E104: {
    title: 'A pattern is missing',
    explanation:
      'A guard says which messages may be in its mailbox: tags joined by `.` (all of them) and `+` (one of them), `*` for any number, `1` for the empty mailbox.',
    bad: 'guard mb : { free -> () }',
    good: 'guard mb : 1 { free -> () }',
  },
  E105: {
    title: 'A `let` without `in`',
    explanation:
      '`let x = a in b` names the value of `a` for use in `b`. Both the `in` and what comes after it are needed.',
    bad: 'let x = 5; x + 1',
    good: 'let x = 5 in x + 1',
  },
  E106: {
    title: 'A missing `;`',
    explanation: 'Two steps, one after the other, are joined by `;`. The first must give `()`.',
    bad: 'print("a") print("b")',
    good: 'print("a"); print("b")',
  },
  E107: {
    title: 'A missing `,`',
    explanation: 'Parameters, names and messages in a list are separated by commas.',
    bad: 'interface Box { Put(Int) Get() }',
    good: 'interface Box { Put(Int), Get() }',
  },
  E108: {
    title: 'A bracket that is never closed',
    explanation:
      'Every `(`, `[` and `{` needs its closing bracket. The mark is at the opening one; the fix writes the other where it is first missed.',
    bad: 'print(intToString(5)',
    good: 'print(intToString(5))',
  },
  E109: {
    title: 'A brace that closes nothing',
    explanation: 'There is one `}` more than there are `{` before it.',
    bad: 'def f(): Unit { () } }',
    good: 'def f(): Unit { () }',
  },
  E110: {
    title: 'Something that does not fit here',
    explanation:
      'What stands here cannot go on with what stands before it. It is passed over, and the rest is read as if it were not there.',
    bad: 'def f(x: Int): Int { x = 5 }',
    good: 'def f(x: Int): Bool { x == 5 }',
  },
  E111: {
    title: 'A name of the wrong case',
    explanation:
      'Variables and definitions begin with a small letter; tags, interfaces and types with a capital letter.',
    bad: 'def f(mb: Box!): Unit { mb ! put() }',
    good: 'def f(mb: Box!): Unit { mb ! Put() }',
  },
  E112: {
    title: 'A word of the language as a name',
    explanation: '`List` belongs to the language and cannot name a tag or an interface.',
    bad: 'interface List { Put() }',
    good: 'interface Queue { Put() }',
  },
  E113: {
    title: 'An unknown character',
    explanation:
      'Outside strings and comments a program is made of ASCII letters, digits and the signs of the language.',
    bad: 'let x = 5 @ 3 in x',
    good: 'let x = 5 * 3 in x',
  },
  E114: {
    title: 'A string that does not end',
    explanation:
      'A string ends with `"` on the line where it begins; a line break inside it is written `\\n`.',
    bad: 'print("hello)',
    good: 'print("hello")',
  },
  E115: {
    title: 'An unknown escape',
    explanation: 'The escapes in strings are `\\\\`, `\\"`, `\\/`, `\\b`, `\\f`, `\\n`, `\\r` and `\\t`.',
    bad: 'print("100\\%")',
    good: 'print("100%\\n")',
  },
  E116: {
    title: 'A number that is too large',
    explanation: 'Integers are signed and have 63 bits: the largest is 4611686018427387903.',
    bad: '4611686018427387904',
    good: '4611686018427387903',
  },
  E117: {
    title: 'A number that begins with zero',
    explanation: 'Numbers are decimal and written without zeros in front.',
    bad: '007',
    good: '7',
  },
  E118: {
    title: 'A sign in front of a number',
    explanation: '`-` subtracts and needs both sides; there are no negative literals.',
    bad: 'let x = -5 in x',
    good: 'let x = 0 - 5 in x',
  },
  E119: {
    title: 'An item in the wrong place',
    explanation: 'A program is its interfaces, then its definitions, then its body, in this order.',
    bad: 'def f(): Unit { () }\ninterface Box { Put() }',
    good: 'interface Box { Put() }\ndef f(): Unit { () }',
  },
  E120: {
    title: 'A second body',
    explanation: 'A program ends with one expression, its body. Several steps are joined by `;`.',
    bad: 'f() : Int\ng()',
    good: 'f(); g()',
  },
  E121: {
    title: 'A guard without clauses',
    explanation: 'A guard has at least one clause: `receive`, `empty`, `free` or `fail`.',
    bad: 'guard mb : 1 { }',
    good: 'guard mb : 1 { free -> () }',
  },
  E122: {
    title: 'An incomplete clause',
    explanation:
      'The clauses of a guard are `receive M(x) from mb -> e`, `empty(mb) -> e`, `free -> e` and `fail : T`.',
    bad: 'guard mb : 1 { empty -> () }',
    good: 'guard mb : 1 { empty(x) -> free(x) }',
  },
  E123: {
    title: 'Branches of a `case` that do not fit',
    explanation:
      'A `case` has a branch for `inl` and then one for `inr`; a `caseL` has one for `nil` and then one for `(x :: xs)`.',
    bad: 'case e of { inr(x): Int -> x | inl(y): Int -> y }',
    good: 'case e of { inl(y): Int -> y | inr(x): Int -> x }',
  },
  E124: {
    title: 'Parentheses are needed',
    explanation:
      'What is called, or sent to, is a name, a constant or an expression in parentheses; a function is called once, `(f(x))(y)` calls the result.',
    bad: 'f(x)(y)',
    good: '(f(x))(y)',
  },
  E125: {
    title: 'A pattern without its parentheses',
    explanation: 'In a mailbox type a pattern is a single tag, `0` or `1`, or stands in parentheses.',
    bad: 'def f(x: Box?Put*): Unit { g(x) }',
    good: 'def f(x: Box?(Put*)): Unit { g(x) }',
  },
  E126: {
    title: 'A type of the wrong form',
    explanation:
      'A mailbox type has `!` or `?`; a list holds, a sum consists of, and a function gives, base types and mailbox types only; tuple types are `(A * B)`.',
    bad: 'def f(x: Box): Unit { g(x) }',
    good: 'def f(x: Box!): Unit { g(x) }',
  },
  E127: {
    title: 'An unknown usage',
    explanation: 'The usage of a mailbox type is `[R]`, returnable, or `[U]`, usable.',
    bad: 'def f(x: Box!Put[X]): Unit { g(x) }',
    good: 'def f(x: Box!Put[U]): Unit { g(x) }',
  },
  E128: {
    title: 'Nesting that is too deep',
    explanation:
      'Expressions, types and patterns may nest 500 deep. Name inner parts with `let`, or move them into definitions.',
    bad: `${'('.repeat(501)}1${')'.repeat(501)}`,
    good: `${'('.repeat(400)}1${')'.repeat(400)}`,
  },
  E129: {
    title: 'A construct that lacks a part',
    explanation:
      'The construct at the mark needs something more: its braces, brackets, parameters, result type, or an `else`.',
    bad: 'if (c) { 1 }',
    good: 'if (c) { 1 } else { 2 }',
  },
  E130: {
    title: 'The type of several names',
    explanation: '`let (x, y): T = …` takes a tuple apart, so `T` is a tuple type such as `(Int * Bool)`.',
    bad: 'let (x, y): Int = p in x',
    good: 'let (x, y): (Int * Int) = p in x',
  },
  E131: {
    title: 'An annotation before `;`',
    explanation: '`e : T` is the end of an expression. Before `;` it stands in parentheses.',
    bad: 'f() : Unit; g()',
    good: '(f() : Unit); g()',
  },
  E132: {
    title: 'Several `::` in one pair of parentheses',
    explanation: 'Each `::` has parentheses of its own.',
    bad: '(1 :: 2 :: nil)',
    good: '(1 :: (2 :: nil))',
  },
  E133: {
    title: 'A pattern that cannot be',
    explanation: 'In a pattern the only numbers are `0` and `1`, and one `*` behind a part is enough.',
    bad: 'guard mb : 2 { free -> () }',
    good: 'guard mb : 1 { free -> () }',
  },
  E134: {
    title: 'A capital letter where a value must stand',
    explanation:
      'Names with a capital letter are tags, interfaces and types. A message is not a value: it is sent, `mb ! Put(5)`.',
    bad: 'print(Hello)',
    good: 'print("Hello")',
  },
  E135: {
    title: '`receive*` in two words',
    explanation: '`receive*` is one word; a space before the star is not allowed.',
    bad: 'guard mb : Put* { receive * Put() from mb -> f(mb) }',
    good: 'guard mb : Put* { receive* Put() from mb -> f(mb) }',
  },
  E136: {
    title: 'Signs that run together',
    explanation:
      '`-o` is the arrow of linear functions and needs a space before a letter or digit, also where `- o` is meant; `!=` is one sign, so a space comes between the `!` of a type and `=`.',
    bad: 'def f(g: (Int) -oInt): Int { g(1) }',
    good: 'def f(g: (Int) -o Int): Int { g(1) }',
  },
  E137: {
    title: 'Something that is no item',
    explanation:
      'At the top level stand interfaces, definitions and, last, one expression. This looks like a definition that lacks its `def`.',
    bad: 'routine f(): Unit { () }\ndef g(): Unit { () }',
    good: 'def f(): Unit { () }\ndef g(): Unit { () }',
  },
  E138: {
    title: 'A word that is misspelt',
    explanation:
      'This word is no word of the language, or not the one that belongs here; with the other one the program can be read. The rest is checked as if that one stood here.',
    bad: 'guard mb : Put { recieve Put() from mb -> free(mb) }',
    good: 'guard mb : Put { receive Put() from mb -> free(mb) }',
  },
  W101: {
    title: '`+` and `.` without parentheses',
    explanation:
      '`+` and `.` bind equally and group to the right: `A . B + C` is `A . (B + C)`. Parentheses make this plain.',
    bad: 'guard mb : A . B + C { free -> () }',
    good: 'guard mb : A . (B + C) { free -> () }',
  },
  I101: {
    title: 'A star in front',
    explanation: '`*E` is accepted and means `E*`, which is how it is written.',
    bad: 'guard mb : Put . *Get { free -> () }',
    good: 'guard mb : Put . Get* { free -> () }',
  },
  I102: {
    title: 'Payloads in square brackets',
    explanation: '`receive M[x]` is accepted and means `receive M(x)`, which is how it is written.',
    bad: 'guard mb : Put { receive Put[x] from mb -> free(mb) }',
    good: 'guard mb : Put { receive Put(x) from mb -> free(mb) }',
  },
  I103: {
    title: 'A clause without `from`',
    explanation: 'Without `from` the mailbox keeps the name of the guarded variable.',
    bad: 'guard mb : Put { receive Put(x) -> free(mb) }',
    good: 'guard mb : Put { receive Put(x) from mb -> free(mb) }',
  },
  I104: {
    title: 'A `then`',
    explanation: '`if (c) then { … }` is accepted; it is written without `then`.',
    bad: 'if (c) then { 1 } else { 2 }',
    good: 'if (c) { 1 } else { 2 }',
  },
  I105: {
    title: 'A stray `;`',
    explanation:
      'A `;` before `}` or `in` is accepted and means nothing; so is an `in` after `;` that has no `let`.',
    bad: 'def f(): Unit { g(); }',
    good: 'def f(): Unit { g() }',
  },
  I106: {
    title: '`rand()` as a condition',
    explanation: '`rand()` as the test of an `if` is accepted and means `randBool()`.',
    bad: 'if (rand()) { 1 } else { 2 }',
    good: 'if (randBool()) { 1 } else { 2 }',
  },
  I107: {
    title: 'A type right after its colon',
    explanation:
      'A colon right before a letter begins an atom. Where only a type can stand it is read as one; write a space.',
    bad: 'def f(x :Int): Int { x }',
    good: 'def f(x: Int): Int { x }',
  },
};
