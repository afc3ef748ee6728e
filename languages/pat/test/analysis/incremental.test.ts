// What an edit costs, by counters and by the identity of what was kept, never by time; and that the results after
// any edits are those of a fresh analysis.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Diagnostic, Span } from '../../../diagnostic.ts';
import { type Analysis, PatDocument } from '../../analysis.ts';
import { hover } from '../../ide/hover.ts';
import { defaultSettings } from '../../settings.ts';
import type { PatParser } from '../../syntax/parse.ts';
import { testParser } from '../parser.ts';
import { broken, futures, pair } from './programs.ts';

let parser: PatParser;
before(async () => {
  parser = await testParser();
});

/** Replaces one piece of the text, which must be there once, and analyses. */
function replace(document: PatDocument, piece: string, by: string): Analysis {
  const at = document.text.indexOf(piece);
  assert.ok(at >= 0 && document.text.indexOf(piece, at + 1) < 0, `\`${piece}\` stands there once`);
  document.edit(at, at + piece.length, by);
  return document.analysis();
}

/** The names of the definitions of `now`, `body` for the body, that were not checked in `before`. */
function checkedAgain(before: Analysis, now: Analysis): string[] {
  const kept = new Set(before.items.map(({ checked }) => checked));
  return now.items
    .filter(({ checked }) => checked !== undefined && !kept.has(checked))
    .map(({ item }) => (item.kind === 'body' ? 'body' : item.name.text));
}

/** The diagnostics as they are when everything they point at lies `by` further on. */
function shifted(diagnostics: readonly Diagnostic[], by: number): Diagnostic[] {
  const move = ({ start, end }: Span): Span => ({ start: start + by, end: end + by });
  return diagnostics.map(d => ({
    ...d,
    span: move(d.span),
    related: d.related.map(r => ({ ...r, span: move(r.span) })),
    fixes: d.fixes.map(f => ({ ...f, edits: f.edits.map(e => ({ ...e, span: move(e.span) })) })),
  }));
}

/** Opens a document and disposes of it after `use`. */
function opened(text: string, use: (document: PatDocument, first: Analysis) => void): void {
  const document = new PatDocument(parser, text);
  try {
    use(document, document.analysis());
  } finally {
    document.dispose();
  }
}

describe('an edit inside one definition', () => {
  it('lowers and checks that definition alone, though others call it and its patterns are inferred', () =>
    opened(futures(3), (document, first) => {
      assert.deepEqual(first.effort, { ...first.effort, items: 20, lowered: 20, checked: 14 });
      const now = replace(document, 'resolved1s(self, x)', 'resolved1s(self, x + 1)');
      assert.deepEqual(now.effort, { ...now.effort, items: 20, lowered: 1, checked: 1 });
      assert.deepEqual(checkedAgain(first, now), ['future1s']);
      assert.ok(now.accepted);
    }));

  it('solves only the groups that its constraints are in, and decides nothing that was decided before', () =>
    opened(pair, (document, first) => {
      // The constraints on `a`'s parameter and on what `useA` makes are one group, those of `b` another.
      assert.deepEqual(first.effort, { ...first.effort, constraints: 6, solved: 2, decided: 2 });
      const now = replace(document, 'm ! M()', 'print("");  m ! M()');
      assert.deepEqual(now.effort, {
        items: 7,
        lowered: 1,
        checked: 1,
        constraints: 6,
        solved: 1,
        decided: 0,
        steps: 0,
      });
    }));

  it('reports what is wrong now, and that it is right again', () =>
    opened(pair, document => {
      const wrong = replace(document, 'm ! M()', 'm ! M(); m ! M()');
      assert.deepEqual(
        wrong.diagnostics.map(d => d.code),
        ['pat-E402'],
      );
      assert.equal(wrong.effort.checked, 1);
      const right = replace(document, 'm ! M(); m ! M()', 'm ! M()');
      assert.deepEqual(right.diagnostics, []);
      assert.equal(right.effort.checked, 1);
    }));

  it('does not check again what has faults of its own, or was offered other names', () =>
    opened(broken, (document, first) => {
      assert.ok(first.diagnostics.some(d => d.code === 'pat-E201'));
      const now = replace(document, 'print("other")', 'print("others")');
      assert.deepEqual(checkedAgain(first, now), ['other']);
    }));
});

describe('text above all items', () => {
  for (const [what, text] of [
    ['a new line', '\n'],
    ['a comment', '# About this file.\n\n'],
  ] as const) {
    it(`lowers, checks, solves and decides nothing when it is ${what}, and moves every diagnostic`, () =>
      opened(broken, (document, first) => {
        // A fault of every room, related places in other items, and a fix.
        assert.deepEqual(new Set(first.diagnostics.map(d => d.code.slice(0, 6))), new Set(wantedKinds));
        assert.ok(first.diagnostics.some(d => d.related.length > 0));
        assert.ok(first.diagnostics.some(d => d.fixes.length > 0));
        document.edit(0, 0, text);
        const now = document.analysis();
        const { items, constraints } = first.effort;
        const nothing = { lowered: 0, checked: 0, solved: 0, decided: 0, steps: 0 };
        assert.deepEqual(now.effort, { items, constraints, ...nothing });
        assert.deepEqual(now.diagnostics, shifted(first.diagnostics, text.length));
      }));
  }

  it('checks nothing when it is the comment of the first item, which is lowered, and hovers show it', () =>
    opened(futures(1), (document, first) => {
      document.edit(0, 0, '# Filled once.\n');
      const now = document.analysis();
      assert.deepEqual(now.effort, {
        ...first.effort,
        lowered: 1,
        checked: 0,
        solved: 0,
        decided: 0,
        steps: 0,
      });
      const at = now.text.indexOf('Future0', now.text.indexOf('def '));
      assert.match(hover(now, at)?.markdown ?? '', /Filled once\./);
    }));
});

describe('a changed signature', () => {
  it('checks the definition and exactly those that use it', () =>
    opened(futures(3), (document, first) => {
      const now = replace(
        document,
        'resolved1s(self: Future1?, value: Int)',
        'resolved1s(self: Future1?(Get1*), value: Int)',
      );
      assert.equal(now.effort.lowered, 1);
      assert.deepEqual(checkedAgain(first, now), ['future1s', 'resolved1s']);
    }));

  it('of an interface checks exactly what receives from, sends to or makes its mailboxes', () =>
    opened(futures(3), (document, first) => {
      const now = replace(document, '{ Reply1(Int) }', '{ Reply1(Int), Sorry1() }');
      assert.equal(now.effort.lowered, 1);
      assert.deepEqual(checkedAgain(first, now), ['resolved1s', 'user1s']);
    }));

  it('that is new checks what missed it', () =>
    opened(broken, (document, first) => {
      document.edit(document.text.length, document.text.length, '\ndef absent(): Unit { () }');
      const now = document.analysis();
      assert.deepEqual(checkedAgain(first, now), ['other', 'absent']);
      assert.ok(!now.diagnostics.some(d => d.code === 'pat-E201'));
    }));

  it('keeps a fault of a caller pointing at the parameter, wherever that is by now', () =>
    opened(broken, (document, first) => {
      const place = (analysis: Analysis): string | undefined => {
        const [related] = analysis.diagnostics.find(d => d.code === 'pat-E204')?.related ?? [];
        return related && analysis.text.slice(related.span.start - 7, related.span.end + 1);
      };
      assert.equal(place(first), 'wants: Int)');
      replace(document, 'print("needs")', 'print("needs"); print("more")');
      replace(document, 'print("other")', 'print("oth")');
      document.edit(0, 0, '# Moved.\n\n');
      const now = replace(document, 'print("needs"); print("more")', '()');
      assert.deepEqual(checkedAgain(first, now), ['needs', 'other']);
      assert.equal(place(now), 'wants: Int)');
    }));
});

describe('a changed pattern', () => {
  it('decides only what it touches', () =>
    opened(pair, document => {
      // In `a`: what is left after `M`, the clauses against the pattern, and the parameter against the guard.
      const wider = replace(document, 'guard self : M {', 'guard self : M + (M . M) {');
      assert.deepEqual(wider.effort, { ...wider.effort, constraints: 8, solved: 3, decided: 3 });
      assert.deepEqual(
        wider.diagnostics.map(d => d.code),
        ['pat-E403'],
      );
    }));

  it('that means the same is solved, and decides nothing', () =>
    opened(pair, document => {
      const same = replace(document, 'guard self : M {', 'guard self : 1 . M {');
      assert.deepEqual(same.effort, { ...same.effort, checked: 1, solved: 1, decided: 0 });
    }));

  it('that comes back is not decided again', () =>
    opened(pair, document => {
      replace(document, 'guard self : M {', 'guard self : M + (M . M) {');
      const back = replace(document, 'guard self : M + (M . M) {', 'guard self : M {');
      assert.deepEqual(back.effort, { ...back.effort, lowered: 1, checked: 1, solved: 1, decided: 0 });
      assert.deepEqual(back.diagnostics, []);
    }));
});

describe('changed settings', () => {
  it('check everything and lower nothing', () =>
    opened(futures(2), (document, first) => {
      document.setSettings({ ...defaultSettings, quasiLinearity: false });
      const { effort } = document.analysis();
      assert.deepEqual(effort, { ...effort, lowered: 0, checked: first.effort.checked });
    }));
});

const long = process.env.PAT_LONG === '1';

describe('after any edits', () => {
  const pieces = [
    ...['let x = ', ' in ', ';', '(', ')', '{', '}', ',', ' : Int', '# note\n', '\n', ' ', '"', 'x', '1'],
    ...['def g(): Unit { () }\n', 'interface C { M() }\n', 'guard self : ', 'receive M() from self -> ', '!'],
    ...['M', 'N', '.', '+', '*', '?', '(M*)', 'm ! M();', 'self', 'free(self)', 'a', 'b', '[U]', 'Int'],
  ];
  /** A replacement of part of the text, by a piece or by another part of it; the numbers are thousandths. */
  const edit = fc.record({
    at: fc.nat({ max: 1000 }),
    length: fc.oneof(fc.constant(0), fc.nat({ max: 4 }), fc.nat({ max: 90 })),
    text: fc.oneof(
      { arbitrary: fc.constantFrom('', ...pieces), weight: 3 },
      { arbitrary: fc.record({ from: fc.nat({ max: 1000 }), length: fc.nat({ max: 120 }) }), weight: 1 },
    ),
  });
  const programs = fc.constantFrom(pair, broken, futures(1));

  /** All that depends on the text alone, as plain data; hovers at some places stand for what reads the rest. */
  function results(analysis: Analysis): unknown {
    const { text, accepted, undecided, diagnostics, solution, core } = analysis;
    const places = Array.from({ length: 12 }, (_, i) => Math.floor((i / 12) * text.length));
    return {
      accepted,
      undecided,
      diagnostics,
      values: [...solution.values.keys()].map(v => solution.values.get(v)),
      definitions: [...core.definitions].map(([name, { start }]) => [name, start]),
      hovers: places.map(at => hover(analysis, at)),
    };
  }

  function fresh(text: string): unknown {
    const document = new PatDocument(parser, text);
    try {
      return results(document.analysis());
    } finally {
      document.dispose();
    }
  }

  it('the results are those of a fresh analysis, and undoing the edits brings the first ones back', function () {
    if (long) this.timeout(3_600_000);
    fc.assert(
      fc.property(programs, fc.array(edit, { minLength: 1, maxLength: 10 }), (program, edits) =>
        opened(program, (document, first) => {
          const original = results(first);
          const undo: { start: number; end: number; text: string }[] = [];
          const scaled = (thousandths: number): number =>
            Math.floor((thousandths / 1000) * document.text.length);
          for (const { at, length, text } of edits) {
            const start = scaled(at);
            const end = Math.min(start + length, document.text.length);
            const typed =
              typeof text === 'string'
                ? text
                : document.text.slice(scaled(text.from), scaled(text.from) + text.length);
            undo.push({ start, end: start + typed.length, text: document.text.slice(start, end) });
            document.edit(start, end, typed);
            assert.deepEqual(results(document.analysis()), fresh(document.text));
          }
          for (const { start, end, text } of undo.reverse()) document.edit(start, end, text);
          assert.equal(document.text, program);
          assert.deepEqual(results(document.analysis()), original);
        }),
      ),
      { numRuns: long ? 5000 : 120 },
    );
  });

  it('what would be after edits is what a fresh analysis says, and the document knows nothing of it', function () {
    if (long) this.timeout(3_600_000);
    fc.assert(
      fc.property(programs, fc.array(edit, { minLength: 1, maxLength: 3 }), edit, (program, edits, last) =>
        opened(program, (document, first) => {
          const typed = ({ text }: (typeof edits)[number]) => (typeof text === 'string' ? text : '');
          const places = [...edits].sort((a, b) => a.at - b.at);
          const apart = places.filter(({ at }, i) => (places[i - 1]?.at ?? -200) + 100 < at);
          const scaled = apart.map(one => {
            const start = Math.floor((one.at / 1000) * program.length);
            return { span: { start, end: Math.min(start + one.length, program.length) }, text: typed(one) };
          });
          const disjoint = scaled.filter(({ span }, i) => (scaled[i - 1]?.span.end ?? -1) < span.start);
          let text = program;
          for (const { span, text: put } of [...disjoint].reverse())
            text = text.slice(0, span.start) + put + text.slice(span.end);
          const would = document.whatIf(disjoint);
          assert.equal(would.text, text);
          assert.deepEqual(results(would), fresh(text));
          assert.equal(document.text, program);
          assert.equal(document.analysis(), first, 'nothing is analysed again');
          const at = Math.floor((last.at / 1000) * program.length);
          document.edit(at, Math.min(at + last.length, program.length), typed(last));
          assert.deepEqual(results(document.analysis()), fresh(document.text));
        }),
      ),
      { numRuns: long ? 5000 : 120 },
    );
  });

  it('an edit after a question what would be does no more work than without it', () =>
    opened(futures(3), document => {
      const at = document.text.indexOf('resolved1s(self, x)');
      document.whatIf([{ span: { start: at, end: at }, text: 'resolved1s(self, x); ' }]);
      const now = replace(document, 'resolved1s(self, x)', 'resolved1s(self, x + 1)');
      assert.deepEqual(now.effort, { ...now.effort, items: 20, lowered: 1, checked: 1 });
    }));
});

/** The beginnings of the codes of `broken`'s diagnostics: syntax, plain types, mailbox types, patterns, warnings. */
const wantedKinds = ['pat-E1', 'pat-E2', 'pat-E3', 'pat-E4', 'pat-W1'];
