// What may be written at a place, by the parser: wherever an accepted program has a name or a word, that is what may be
// written there.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { PatDocument } from '../../analysis.ts';
import { type Occurrence, occurrences } from '../../ide/occurrences.ts';
import { lexemes } from '../../syntax/lexemes.ts';
import { itemWithName, type Marked, slotsAt } from '../../syntax/marker.ts';
import type { Slot } from '../../syntax/slots.ts';
import { testParser } from '../parser.ts';

const folder = new URL('../../../../examples/', import.meta.url);
const examples = readdirSync(folder)
  .filter(name => name.endsWith('.pat'))
  .map(name => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));

/** What a name is, as the program means it. */
function slotOf(o: Occurrence, before: string): Slot {
  switch (o.kind) {
    case 'interface':
      return o.declares ? 'new-name' : /new\s*\[\s*$/.test(before) ? 'interface' : 'type';
    case 'message':
      return (
        { declare: 'new-name', send: 'sent-tag', receive: 'received-tag', pattern: 'pattern' } as const
      )[o.role];
    case 'variable':
      if (o.declares) return /\bfrom\s+$/.test(before) ? 'mailbox' : 'new-name';
      return 'expression';
    case 'definition':
      return o.declares ? 'new-name' : 'expression';
    case 'builtin':
      return 'expression';
    default:
      return o satisfies never;
  }
}

/** What a word of the language may be where it stands. */
const words: ReadonlyMap<string, readonly Slot[]> = new Map<string, readonly Slot[]>([
  ...(['in', 'of', 'else', 'from'] as const).map(word => [word, [word]] as const),
  ...['receive', 'receive*'].map(word => [word, ['clause']] as const),
  ...['free', 'empty', 'fail'].map(word => [word, ['clause', 'expression']] as const),
  ...['inl', 'inr'].map(word => [word, ['arm', 'expression']] as const),
  ['nil', ['list-arm', 'expression']],
  ['List', ['type']],
  ...[
    'def',
    'interface',
    'let',
    'new',
    'spawn',
    'guard',
    'if',
    'case',
    'caseL',
    'fun',
    'linfun',
    'true',
    'false',
  ].map(word => [word, ['expression']] as const),
]);

const slotsOf = (found: readonly Marked[]): Slot[] => found.map(({ slot }) => slot);

describe('a marker', () => {
  it('is taken for what an accepted program has there, at each of its names and words', async () => {
    const parser = await testParser();
    let places = 0;
    for (const { name, text } of examples) {
      const document = new PatDocument(parser, text);
      const analysis = document.analysis();
      const expected = new Map<number, readonly Slot[]>();
      for (const { kind, start, end } of lexemes(text)) {
        const slots = kind === 'word' ? words.get(text.slice(start, end)) : undefined;
        if (slots !== undefined) expected.set(start, slots);
      }
      for (const item of analysis.items) {
        for (const o of occurrences(item)) {
          // A mailbox that keeps its name without `from` is bound where nothing is written.
          if (o.at.start === o.at.end) continue;
          const start = item.start + o.at.start;
          expected.set(start, [slotOf(o, text.slice(0, start))]);
        }
      }
      for (const [start, slots] of expected) {
        places++;
        const end = start + (/^[A-Za-z0-9_']+/.exec(text.slice(start, start + 80))?.[0].length ?? 0);
        const found = slotsAt(parser, text, { start, end }, []);
        const at = `${name}: ${text.slice(Math.max(0, start - 40), start)}‸${text.slice(start, end)}`;
        assert.equal(found.length, 1, at);
        assert.ok(slots.includes(found[0]?.slot ?? 'new-name'), `${at}: ${found[0]?.slot}, not ${slots}`);
      }
      document.dispose();
    }
    assert.ok(places > 5000, `only ${places} places`);
  });

  it('leaves the item as it is around it, with the offsets of the text', async () => {
    const parser = await testParser();
    const text = 'def f(): Int { 1 }\ndef g(x: Int): Int { let y = x in f( + y }';
    const cursor = text.indexOf('(', text.indexOf('in f')) + 1;
    const [found] = slotsAt(parser, text, { start: cursor, end: cursor }, []);
    assert.equal(found?.slot, 'expression');
    const { item, start } = found?.item() ?? {};
    assert.equal(start, text.indexOf('def g'));
    assert.ok(item?.kind === 'definition' && item.body.kind === 'block');
    const { result } = item.body;
    assert.ok(result.kind === 'apply' && result.arguments[0]?.kind === 'binary');
    const { left, right } = result.arguments[0];
    assert.deepEqual(left.at, { start: cursor - text.indexOf('def g'), end: cursor - text.indexOf('def g') });
    assert.equal(text.slice(text.indexOf('def g') + right.at.start).slice(0, 1), 'y');
  });

  it('takes what was repaired before it as mended', async () => {
    const parser = await testParser();
    // `:` is missing after `guard x`.
    const text = 'def f(x: Future?Put): Unit { guard x Put { receive Put(n) from x -> free(x) receive  } }';
    const cursor = text.lastIndexOf('receive ') + 'receive '.length;
    const document = new PatDocument(parser, text);
    const { repairs } = document.analysis().syntax;
    assert.equal(repairs.length, 1);
    const place = { start: cursor, end: cursor };
    assert.deepEqual(
      slotsAt(parser, text, place, repairs).map(({ slot }) => slot),
      ['received-tag'],
    );
    document.dispose();
  });

  it('never fails, and says the same again, in texts that no program looks like', async () => {
    const parser = await testParser();
    const pieces =
      'let in ( ) { } [ ] : :: ; , . + * ! ? -> | = guard receive from case of if else new fun def interface x Put 1 "'.split(
        ' ',
      );
    const texts = fc
      .array(fc.constantFrom(...pieces, '\n', '# a\n'), { maxLength: 60 })
      .map(some => some.join(' '));
    fc.assert(
      fc.property(texts, fc.nat(), (text, at) => {
        const offset = at % (text.length + 1);
        const place = { start: offset, end: offset };
        const found = slotsAt(parser, text, place, []);
        assert.deepEqual(slotsOf(slotsAt(parser, text, place, [])), slotsOf(found));
        for (const { item } of found) assert.ok((item()?.start ?? -1) <= offset);
        const item = itemWithName(parser, text, place, []);
        assert.ok(item === undefined || item.start <= offset);
      }),
      { numRuns: 300, seed: 8 },
    );
  });
});
