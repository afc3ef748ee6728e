// Inline let: where the value goes, and where it must stay because something would change.
import assert from 'node:assert/strict';
import { after, diagnosticsOf, notOffered } from './offered.ts';

const kind = 'refactor.inline';

async function check(fixture: string, expected: string): Promise<void> {
  const text = await after(fixture, kind);
  assert.equal(text, expected);
  assert.deepEqual(await diagnosticsOf(text), []);
}

describe('inline let', () => {
  it('puts a call in the place of the only use', () =>
    check('let ‸x = rand(5) in\nprint(intToString(x))', 'print(intToString(rand(5)))'));

  it('is offered on the word `let` and on the use, too', async () => {
    await check('‸let x = rand(5) in print(intToString(x))', 'print(intToString(rand(5)))');
    await check('let x = rand(5) in print(intToString(‸x))', 'print(intToString(rand(5)))');
  });

  it('puts names and constants wherever they are used', () =>
    check(
      'def f(n: Int): Int {\n  let ‸m = n in\n  m + m\n}\nf(1)',
      'def f(n: Int): Int {\n  n + n\n}\nf(1)',
    ));

  it('leaves a larger value where it is when it is used twice', () =>
    notOffered('let ‸x = (1, 2) in let (a, b) = x in let (c, d) = x in a + b + c + d', kind));

  it('writes parentheses where the grammar wants them, and only there', async () => {
    await check('let ‸x = 1 + 2 in x * 3', '(1 + 2) * 3');
    await check('let ‸x = 1 + 2 in intToString(x)', 'intToString(1 + 2)');
    await check('let ‸x = 1 + 2 in (x) * 3', '(1 + 2) * 3');
    await check('let ‸x = rand(3) in x * 3', 'rand(3) * 3');
    await check(
      'def f(n: Int): Int { n }\nlet ‸x = let y = 2 in f(y) in x * 3',
      'def f(n: Int): Int { n }\n(let y = 2 in f(y)) * 3',
    );
    await check('let ‸g = fun(n: Int): Int { n } in g(1)', '(fun(n: Int): Int { n })(1)');
  });

  it('keeps an annotation', () =>
    check(
      'let ‸x: (Int + Bool) = inl(1) in case x of { inl(n) : Int -> n | inr(b) : Bool -> 0 }',
      'case (inl(1) : (Int + Bool)) of { inl(n) : Int -> n | inr(b) : Bool -> 0 }',
    ));

  it('does not move a call past one that comes before the use', async () => {
    await notOffered('let ‸x = rand(5) in print("a"); print(intToString(x))', kind);
    await notOffered('let ‸x = rand(5) in rand(6) + x', kind);
    await check('let ‸x = rand(5) in x + rand(6)', 'rand(5) + rand(6)');
  });

  it('does not move a call into a branch, a function, a process or a clause', async () => {
    await notOffered('let ‸x = rand(5) in if (randBool()) { x } else { 0 }', kind);
    await notOffered('let ‸x = rand(5) in let f = fun(): Int { x } in f() + f()', kind);
    await notOffered('let ‸x = rand(5) in spawn { print(intToString(x)) }', kind);
    await notOffered(
      'interface A { Go() }\nlet m = new[A] in m ! Go(); let ‸x = rand(5) in guard m : Go { receive Go() from m -> free(m); print(intToString(x)) }',
      kind,
    );
  });

  it('moves a call past what has no effect', () =>
    check('let ‸x = rand(5) in let y = 1 in x + y', 'let y = 1 in rand(5) + y'));

  it('does not duplicate or drop a call', async () => {
    await notOffered('let ‸x = rand(5) in x + x', kind);
    await notOffered('let ‸x = rand(5) in 1', kind);
  });

  it('refuses when a name would come to mean something else', async () => {
    await notOffered('def f(n: Int): Int { let ‸x = n in let n = 2 in x + n }\nf(1)', kind);
    await notOffered(
      'def f(n: Int): Int { let ‸x = n in let g = fun(n: Int): Int { x + n } in g(2) }\nf(1)',
      kind,
    );
    await check(
      'def f(x: Int): Int { let ‸x = x + 1 in x * 2 }\nf(1)',
      'def f(x: Int): Int { (x + 1) * 2 }\nf(1)',
    );
  });

  it('refuses when a comment would be lost', () => notOffered('let ‸x = # why\n  rand(5) in x', kind));

  it('takes a `let` out with its line', () =>
    check(
      'def f(): Unit {\n  print("a");\n  let ‸x = rand(5) in\n  # Shown.\n  print(intToString(x))\n}\nf()',
      'def f(): Unit {\n  print("a");\n  # Shown.\n  print(intToString(rand(5)))\n}\nf()',
    ));

  it('gives a mailbox on, as it was made, where that is typed', () =>
    check(
      `interface A { Go() }
def take(m: A?1): Unit { free(m) }
let ‸m = new[A] in take(m)`,
      `interface A { Go() }
def take(m: A?1): Unit { free(m) }
take(new[A])`,
    ));

  it('is not offered elsewhere, or for what is half typed', async () => {
    await notOffered('let x = 1 in ‸print("a"); x', kind);
    await notOffered('def f(‸n: Int): Int { n }', kind);
    await notOffered('let ‸x = in x', kind);
    await notOffered('let ‸', kind);
  });
});
