// The fixes of diagnostics, all spellings at once, missing clauses and inferred patterns.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { PatDocument } from '../../../analysis.ts';
import { codeActions } from '../../../ide/actions/index.ts';
import type { PatParser } from '../../../syntax/parse.ts';
import { readBroken } from '../../explain/broken.ts';
import { testParser } from '../../parser.ts';
import { apply } from '../apply.ts';
import { after, diagnosticsOf, notOffered, offered } from './offered.ts';

const future = `interface Future { Put(Int), Get(User!Reply) }
interface User { Reply(Int) }
`;

describe('fixes', () => {
  it('come with their diagnostic, and the only one is preferred', async () => {
    const { actions } = await offered('pri‸ntt("a")', 'quickfix');
    assert.deepEqual(
      actions.map(({ title, diagnostic, preferred }) => [title, diagnostic?.code, preferred]),
      [['Change to `print`', 'pat-E201', true]],
    );
  });

  it('are those where the cursor is', () => notOffered('printt("a"); ‸print("b")', 'quickfix'));
});

describe('correct all spellings', () => {
  const kind = 'source.fixAll.pat';

  it('writes what is accepted as it is written', async () => {
    const text = `interface Future { Put(Int) }
let f = new[Future] in
f ! Put(1);
guard f : Put {
  receive Put[x] ->
    free(f);
    if (rand()) then { print("a"); } else { print("b") }
}‸`;
    const expected = `interface Future { Put(Int) }
let f = new[Future] in
f ! Put(1);
guard f : Put {
  receive Put(x) from f ->
    free(f);
    if (randBool()) { print("a") } else { print("b") }
}`;
    assert.equal(await after(text, kind), expected);
    assert.deepEqual(await diagnosticsOf(expected), []);
  });

  it('corrects a misspelt name that can mean one thing only', async () => {
    assert.equal(await after('printt("a"); concatt("a", "b")', kind), 'print("a"); concat("a", "b")');
  });

  it('corrects what only shows once something else is corrected', async () => {
    // Whose message `Putt` is shows with the interface.
    assert.equal(
      await after(`${future}def f(x: Futur!): Unit { x ! Putt(1) }`, kind),
      `${future}def f(x: Future!): Unit { x ! Put(1) }`,
    );
    const expected = `${future}def take(x: Future?Put): Unit {
  guard x : Put { receive Put(n) from x -> free(x) }
}
take(new[Future])`;
    const misspelt = expected
      .replace('Future?Put', 'Futuree?Put')
      .replace('receive Put(n) from x', 'receive Putt[n]');
    assert.equal(await after(misspelt, kind), expected);
  });

  it('leaves a misspelt name alone that can mean two things', async () => {
    await notOffered('def cat(): Int { 1 }\ndef bat(): Int { 2 }\nrat() + ‸1', kind);
    const { actions } = await offered('def cat(): Int { 1 }\ndef bat(): Int { 2 }\nra‸t()', 'quickfix');
    assert.equal(actions.length, 1, 'one by one it is offered');
  });

  it('leaves fixes alone that are a matter of choice', async () => {
    await notOffered('if (true) { print("a") ‸}', kind);
    await notOffered('let x = 1; x‸', kind);
    await notOffered('1‸', kind);
  });

  it('leaves fewer diagnostics in every broken program of the catalogue, and nothing to correct', async () => {
    const parser = await testParser();
    let corrected = 0;
    for (const file of [
      'conversations',
      'guards',
      'held',
      'mailboxes',
      'plain',
      'promises',
      'several',
      'spellings',
      'syntax',
    ]) {
      const fixtures = readFileSync(new URL(`../../explain/broken/${file}.txt`, import.meta.url), 'utf8');
      for (const { name, program } of readBroken(fixtures)) {
        const { before, text, after: left, again } = corrections(parser, program);
        if (text === undefined) continue;
        corrected++;
        assert.ok(left < before, `${name}: ${before} diagnostics, then ${left}\n${text}`);
        assert.equal(again, undefined, `${name}: what is left to correct in\n${text}`);
      }
    }
    assert.ok(corrected > 20, `only ${corrected} were corrected`);
  });

  it('leaves nothing to correct in programs with many misspelt names and accepted spellings', async () => {
    const parser = await testParser();
    const folder = new URL('../../../../../examples/', import.meta.url);
    const examples = readdirSync(folder)
      .filter(file => file.endsWith('.pat'))
      .map(file => readFileSync(new URL(file, folder), 'utf8'));
    let several = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...examples),
        fc.array(fc.tuple(fc.constantFrom(...misspellings), fc.nat()), { minLength: 1, maxLength: 8 }),
        (example, mistakes) => {
          const program = mistakes.reduce((text, [misspell, where]) => misspell(text, where), example);
          const { text, again } = corrections(parser, program);
          assert.equal(again, undefined, `what is left to correct in\n${text}`);
          if (text !== undefined) several++;
        },
      ),
      { numRuns: 60 },
    );
    assert.ok(several > 30, `only ${several} were corrected`);
  });

  it('has nothing to do in programs that are written as they should be', async () => {
    const parser = await testParser();
    const folder = new URL('../../../../../examples/', import.meta.url);
    for (const file of readdirSync(folder).filter(name => name.endsWith('.pat'))) {
      const { text } = corrections(parser, readFileSync(new URL(file, folder), 'utf8'));
      assert.equal(text, undefined, file);
    }
  });
});

/** All spellings corrected at once: how many diagnostics there were and are, and what could be corrected once more. */
function corrections(
  parser: PatParser,
  program: string,
): {
  readonly before: number;
  /** Undefined when nothing is offered. */
  readonly text: string | undefined;
  readonly after: number;
  readonly again: string | undefined;
} {
  const document = new PatDocument(parser, program);
  const correct = (): string | undefined => {
    const [action] = codeActions(document.analysis(), {
      span: { start: 0, end: 0 },
      wants: wanted => wanted === 'source.fixAll.pat',
      whatIf: edits => document.whatIf(edits),
    });
    return action === undefined ? undefined : apply(document.text, action.edits);
  };
  try {
    const before = document.analysis().diagnostics.length;
    const text = correct();
    if (text !== undefined) document.edit(0, document.text.length, text);
    const after = document.analysis().diagnostics.length;
    return { before, text, after, again: text === undefined ? undefined : correct() };
  } finally {
    document.dispose();
  }
}

/** Ways to spell a program wrong, or in a way that is only accepted, at the place of a number. */
const misspellings: readonly ((text: string, where: number) => string)[] = [
  replacing(/\b[A-Za-z]\w{3,}\b/g, name => `${name}${name.at(-1)}`),
  replacing(/\b[A-Z]\w{3,}\b/g, name => `${name.slice(0, -2)}${name.at(-1)}`),
  replacing(/\b[A-Z]\w*\b/g, name => name.toLowerCase()),
  replacing(/ from \w+/g, () => ''),
  replacing(/\) \{/g, () => ') then {'),
  replacing(/receive \w+\([^()]*\)/g, clause => clause.replace('(', '[').replace(')', ']')),
  replacing(/: [A-Z]\w*/g, type => type.replace(': ', ':')),
  replacing(/\w+\*/g, star => `*${star.slice(0, -1)}`),
  replacing(/\n\s*\}/g, close => `;${close}`),
  replacing(/\bUnit\b/g, () => '()'),
];

function replacing(wanted: RegExp, by: (found: string) => string): (text: string, where: number) => string {
  return (text, where) => {
    const found = [...text.matchAll(wanted)];
    const one = found[where % Math.max(1, found.length)];
    if (one === undefined) return text;
    return text.slice(0, one.index) + by(one[0]) + text.slice(one.index + one[0].length);
  };
}

describe('add missing clauses', () => {
  const kind = 'quickfix';
  const guard = (inside: string): string => `${future}def f(x: Future?(Put + Get)): Unit {
  guard x : Put + Get {
    receive Put(n) from x ->
      ${inside}
  }
}
let x = new[Future] in
x ! Put(1);
f(x)`;

  it('are offered from within a clause, far from the diagnostic', async () => {
    const text = await after(guard('fr‸ee(x)'), kind);
    assert.match(text, /receive Get\(user\) from x -> /);
    assert.equal(text.indexOf('Put(n)') < text.indexOf('Get(user)'), true);
  });

  it('are offered once where the diagnostic is', async () => {
    const { actions } = await offered(guard('free(x)').replace('Put + Get {', 'Pu‸t + Get {'), kind);
    assert.deepEqual(
      actions.map(action => [action.title, action.diagnostic?.code]),
      [['Add a clause for `Get`', 'pat-E401']],
    );
  });

  it('are not offered for a guard that has all, nor outside of one', async () => {
    await notOffered(
      `${future}def f(x: Future?Put): Unit { guard x : Put { receive Put(n) from x -> fr‸ee(x) } }`,
      kind,
    );
    await notOffered(guard('free(x)').replace('let x', 'l‸et x'), kind);
  });
});

describe('write inferred patterns', () => {
  const kind = 'refactor.rewrite';
  const program = `${future}def put(x: Future!, y: Future!): Unit { x ! Put(1); y ! Put(2); y ! Put(3) }
def take(x: Future?): Unit { guard x : Put { receive Put(n) from x -> free(x) } }
def drop(x: Future?): Unit {
  guard x : Put . Put { receive Put(n) from x -> take(x) }
}
let a = new[Future] in
let b = new[Future] in
put(a, b);
take(a);
drop(b)`;
  const titles = async (text: string) => (await offered(text, kind)).actions.map(action => action.title);

  it('writes the one at the cursor, or those of the definition', async () => {
    assert.deepEqual(await titles(program.replace('y: Future!', 'y: Futu‸re!')), [
      'Write the inferred pattern `(Put . Put)`',
      'Write the inferred patterns of `put`',
    ]);
    assert.deepEqual(await titles(program.replace('def take', 'de‸f take')), [
      'Write the inferred patterns of `take`',
    ]);
    assert.deepEqual(await titles(program.replace('x ! Put(1)', 'x ! P‸ut(1)')), [], 'not in bodies');
    assert.deepEqual(await titles(`${program}‸`), []);
  });

  it('writes all of the text from anywhere; it stays accepted, and nothing is left to write', async () => {
    const text = await after(program.replace('put(a', 'p‸ut(a'), 'source.writePatterns.pat');
    assert.match(text, /def put\(x: Future!Put, y: Future!\(Put \. Put\)\): Unit/);
    assert.match(text, /def drop\(x: Future\?\(Put \. Put\)\): Unit/);
    assert.deepEqual(await diagnosticsOf(text), []);
    await notOffered(`${text}‸`, 'source.writePatterns.pat');
  });

  it('writes those of the definition only', async () => {
    const text = await after(
      program.replace('def put', 'd‸ef put'),
      kind,
      'Write the inferred patterns of `put`',
    );
    assert.equal(text, program.replace('x: Future!, y: Future!', 'x: Future!Put, y: Future!(Put . Put)'));
  });

  it('is not offered while the program has errors: what is inferred may be less than what is meant', async () => {
    const broken = `${program.replace('def put', 'd‸ef put')}; absent()`;
    await notOffered(broken, kind);
    await notOffered(broken, 'source.writePatterns.pat');
  });
});

describe('code actions', () => {
  it('come for any text and any selection, in the middle of typing too', async () => {
    const parser = await testParser();
    const text = readFileSync(new URL('../../../../../examples/tour.pat', import.meta.url), 'utf8');
    const document = new PatDocument(parser, text);
    for (let cut = text.length; cut > 0; cut -= 97) {
      document.edit(cut, document.text.length, '');
      const analysis = document.analysis();
      for (const [start, end] of [
        [cut - 1, cut],
        [cut, cut],
        [Math.max(0, cut - 60), cut],
        [0, cut],
      ] as const) {
        codeActions(analysis, {
          span: { start, end },
          wants: () => true,
          whatIf: edits => document.whatIf(edits),
        });
      }
    }
    document.dispose();
  });
});
