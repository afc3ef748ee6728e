// Extract to definition: what moves, with which parameters and types, and where it is refused.
import assert from 'node:assert/strict';
import { after, diagnosticsOf, notOffered, offered } from './offered.ts';

const future = `interface Future { Put(Int), Get(User!Reply) }
interface User { Reply(Int) }
`;

/** The program after the extraction is the expected one, and has no diagnostics. */
async function check(fixture: string, expected: string): Promise<void> {
  const text = await after(fixture, 'refactor.extract');
  assert.equal(text, expected);
  assert.deepEqual(await diagnosticsOf(text), []);
}

describe('extract to definition', () => {
  it('takes the variables that the expression uses as parameters, in the order of their use', () =>
    check(
      `def f(a: Int, b: Int, c: Int): Int {
  a + ⟪(c - b) * c⟫
}
f(1, 2, 3)`,
      `def extracted(c: Int, b: Int): Int {
  (c - b) * c
}

def f(a: Int, b: Int, c: Int): Int {
  a + extracted(c, b)
}
f(1, 2, 3)`,
    ));

  it('goes above the comment of the definition', () =>
    check(
      `# Says it.
# Twice.
def f(s: String): Unit {
  print(⟪concat(s, s)⟫)
}
f("a")`,
      `def extracted(s: String): String {
  concat(s, s)
}

# Says it.
# Twice.
def f(s: String): Unit {
  print(extracted(s))
}
f("a")`,
    ));

  it('passes a mailbox with the pattern that this part uses, not that of the whole', () =>
    check(
      `${future}def f(x: Future!(Put . Put)): Unit {
  x ! Put(1);
  ⟪x ! Put(2)⟫
}
def take(x: Future?(Put . Put)): Unit {
  guard x : Put . Put { receive Put(a) from x -> guard x : Put { receive Put(b) from x -> free(x) } }
}
let x = new[Future] in f(x); take(x)`,
      `${future}def extracted(x: Future!Put): Unit {
  x ! Put(2)
}

def f(x: Future!(Put . Put)): Unit {
  x ! Put(1);
  extracted(x)
}
def take(x: Future?(Put . Put)): Unit {
  guard x : Put . Put { receive Put(a) from x -> guard x : Put { receive Put(b) from x -> free(x) } }
}
let x = new[Future] in f(x); take(x)`,
    ));

  it('gives a guard what the mailbox holds by then', () =>
    check(
      `${future}def main(): Int {
  let x = new[Future] in
  x ! Put(1);
  ⟪guard x : Put {
    receive Put(n) from x ->
      free(x);
      n
  }⟫
}
main()`,
      `${future}def extracted(x: Future?Put): Int {
  guard x : Put {
    receive Put(n) from x ->
      free(x);
      n
  }
}

def main(): Int {
  let x = new[Future] in
  x ! Put(1);
  extracted(x)
}
main()`,
    ));

  it('keeps a mailbox returnable that is returned', () =>
    check(
      `${future}def keep(x: Future!Put[R]): Future!Put[R] { x }
def f(x: Future!Put[R]): Future!Put[R] {
  ⟪keep(x)⟫
}
let x = new[Future] in
spawn { guard x : Put { receive Put(n) from x -> free(x) } };
let y = f(x) in
y ! Put(1)`,
      `${future}def keep(x: Future!Put[R]): Future!Put[R] { x }
def extracted(x: Future!Put[R]): Future!Put[R] {
  keep(x)
}

def f(x: Future!Put[R]): Future!Put[R] {
  extracted(x)
}
let x = new[Future] in
spawn { guard x : Put { receive Put(n) from x -> free(x) } };
let y = f(x) in
y ! Put(1)`,
    ));

  it('takes steps of a block, with or without the semicolon behind them', async () => {
    const expected = `def extracted(n: Int): Unit {
  print("a");
  print(intToString(n))
}

def f(n: Int): Int {
  extracted(n);
  n + 1
}
f(1)`;
    await check(
      `def f(n: Int): Int {
  ⟪print("a");
  print(intToString(n));⟫
  n + 1
}
f(1)`,
      expected,
    );
    await check(
      `def f(n: Int): Int {
  ⟪print("a");
  print(intToString(n))⟫;
  n + 1
}
f(1)`,
      expected,
    );
  });

  it('gives back the name that the last step binds', () =>
    check(
      `def f(n: Int): Int {
  ⟪print("a");
  let m = n * n in⟫
  m + n
}
f(1)`,
      `def extracted(n: Int): Int {
  print("a");
  n * n
}

def f(n: Int): Int {
  let m = extracted(n) in
  m + n
}
f(1)`,
    ));

  it('takes the end of a block with what it gives', () =>
    check(
      `def f(n: Int): Int {
  print("a");
  ⟪let m = n * n in
  m + n⟫
}
f(1)`,
      `def extracted(n: Int): Int {
  let m = n * n in
  m + n
}

def f(n: Int): Int {
  print("a");
  extracted(n)
}
f(1)`,
    ));

  it('refuses steps that bind more than the last name for the rest', () =>
    notOffered(
      `def f(n: Int): Int {
  ⟪let a = n in
  let b = a in⟫
  a + b
}
f(1)`,
      'refactor.extract',
    ));

  it('takes an expression with its parentheses, and white space around it', () =>
    check(
      'def f(n: Int): Int { n *⟪ (n + 1) ⟫}\nf(1)',
      `def extracted(n: Int): Int {
  n + 1
}

def f(n: Int): Int { n * (extracted(n)) }
f(1)`,
    ));

  it('moves nested lines to where they belong', () =>
    check(
      `def f(n: Int): Unit {
  if (n > 1) {
    if (n > 2) {
      ⟪print(
        # how many
        intToString(n)
      )⟫
    } else { () }
  } else { () }
}
f(1)`,
      `def extracted(n: Int): Unit {
  print(
    # how many
    intToString(n)
  )
}

def f(n: Int): Unit {
  if (n > 1) {
    if (n > 2) {
      extracted(n)
    } else { () }
  } else { () }
}
f(1)`,
    ));

  it('takes a name that nothing has', async () => {
    const text = await after(
      'def extracted(): Int { 1 }\ndef f(extracted2: Int): Int { ⟪extracted2 + 1⟫ }\nextracted()',
      'refactor.extract',
    );
    assert.match(text, /^def extracted3\(extracted2: Int\): Int \{$/m);
  });

  it('works in the body of the program, and keeps the line breaks of the text', () =>
    check(
      'let n = 1 in\r\n⟪print(\r\n  intToString(n))⟫',
      'def extracted(n: Int): Unit {\r\n  print(\r\n    intToString(n))\r\n}\r\n\r\nlet n = 1 in\r\nextracted(n)',
    ));

  it('says where the new name stands, to be renamed', async () => {
    const { actions } = await offered('def f(n: Int): Int { n + ⟪n * n⟫ }\nf(1)', 'refactor.extract');
    const text = await after('def f(n: Int): Int { n + ⟪n * n⟫ }\nf(1)', 'refactor.extract');
    const at = actions[0]?.renameAt ?? 0;
    assert.equal(text.slice(at, at + 'extracted(n) }'.length), 'extracted(n) }');
  });

  it('refuses what is no expression, or cuts one apart', async () => {
    for (const selection of [
      'def f(n: Int): Int { ⟪n +⟫ n }',
      'def f(⟪n: Int⟫): Int { n }',
      'def ⟪f⟫(n: Int): Int { n }',
      'def f(n: Int): Int { ⟪n⟫ + n }',
      'def f(n: Int): Unit { ⟪()⟫ }',
      `${future}def f(x: Future?Put): Unit { guard x : Put { ⟪receive Put(n) from x -> free(x)⟫ } }`,
      'def f(n: Int): Int { n }\n⟪f(1⟫)',
      'interface ⟪A { B() }⟫',
      '⟪⟫1 + 1',
    ])
      await notOffered(selection, 'refactor.extract');
  });

  it('refuses what has a fault, or a type that is not known', async () => {
    for (const selection of ['def f(): Int { ⟪1 + ⟫ }', 'print(⟪absent(1)⟫)'])
      await notOffered(selection, 'refactor.extract');
  });
});
