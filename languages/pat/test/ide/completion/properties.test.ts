// What holds of completion in every text: at every word of the examples and of texts cut off anywhere it answers, and
// what it offers fits the place.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { PatDocument } from '../../../analysis.ts';
import { type Completions, completions } from '../../../ide/completion.ts';
import { testParser } from '../../parser.ts';

const folder = new URL('../../../../../examples/', import.meta.url);

function programs(url: URL): { name: string; text: string }[] {
  return readdirSync(url)
    .filter(name => name.endsWith('.pat'))
    .map(name => ({ name, text: readFileSync(new URL(name, url), 'utf8') }));
}

const accepted = programs(folder);
const rejected = programs(new URL('errors/', folder));

/** The edit ranges touch the cursor, lie on its line, and hold nothing but a word. */
function checkPlace(text: string, offset: number, { insert, replace, items }: Completions): void {
  assert.equal(insert.end, offset);
  assert.equal(insert.start, replace.start);
  assert.ok(replace.start <= offset && offset <= replace.end);
  assert.match(text.slice(replace.start, replace.end), /^(?:[A-Za-z][A-Za-z0-9_']*)?$/);
  for (const { label, text: written } of items) assert.ok(label !== '' && written !== '');
  const labels = items.map(({ label, kind, text: written }) => `${kind} ${label} ${written}`);
  assert.equal(new Set(labels).size, labels.length, `twice: ${labels}`);
}

/** Offsets where something may begin or end: around each word and sign, and once inside of each word, string and comment. */
function offsetsOf(text: string): number[] {
  const found = new Set([0, text.length]);
  for (const { index, 0: piece } of text.matchAll(/#.*|"(?:[^"\\\n]|\\.)*"|\w+|\s+|[^\w\s]/g)) {
    const end = index + piece.length;
    for (const offset of [index, index + 1, (index + end) >> 1, end]) found.add(offset);
  }
  return [...found];
}

function everyThird(text: string): number[] {
  return Array.from({ length: Math.ceil((text.length + 1) / 3) }, (_, i) => 3 * i);
}

describe('completion everywhere', () => {
  for (const [which, all, offsets] of [
    ['every word and sign of the examples', accepted, offsetsOf],
    ['every third offset of the broken examples', rejected, everyThird],
  ] as const) {
    it(`answers at ${which}`, async () => {
      const parser = await testParser();
      for (const { text } of all) {
        const document = new PatDocument(parser, text);
        const analysis = document.analysis();
        for (const offset of offsets(text)) checkPlace(text, offset, completions(analysis, offset));
        document.dispose();
      }
    });
  }

  it('answers at the end of any part of a program', async () => {
    const parser = await testParser();
    const part = fc
      .tuple(fc.constantFrom(...accepted), fc.nat(), fc.nat(200))
      .map(([{ text }, end, skipped]) => {
        const cut = end % (text.length + 1);
        // A piece is missing somewhere before the cursor, too.
        const from = Math.max(0, cut - skipped * 7);
        return text.slice(0, from) + text.slice(from + (skipped % 11), cut);
      });
    fc.assert(
      fc.property(part, text => {
        const document = new PatDocument(parser, text);
        checkPlace(text, text.length, completions(document.analysis(), text.length));
        document.dispose();
      }),
      { numRuns: 400, seed: 4 },
    );
  });

  it('answers in texts that no program looks like', async () => {
    const parser = await testParser();
    const pieces =
      'let in ( ) { } [ ] : :: ; , . + * ! ? -> | = guard receive from case caseL of if else spawn new fun def interface x Put 1 "'.split(
        ' ',
      );
    const text = fc
      .array(fc.constantFrom(...pieces, '\n', '# a\n'), { maxLength: 60 })
      .map(words => words.join(' '));
    fc.assert(
      fc.property(text, fc.nat(), (content, at) => {
        const document = new PatDocument(parser, content);
        const offset = at % (content.length + 1);
        checkPlace(content, offset, completions(document.analysis(), offset));
        document.dispose();
      }),
      { numRuns: 500, seed: 5 },
    );
  });

  it('offers each tag that an accepted program sends, and accepting any leaves a text that parses', async () => {
    const parser = await testParser();
    let sends = 0;
    for (const { name, text } of accepted) {
      const document = new PatDocument(parser, text);
      const analysis = document.analysis();
      for (const match of text
        .replace(/#.*/g, comment => ' '.repeat(comment.length))
        .matchAll(/!\s*([A-Z]\w*)\s*\(/g)) {
        const tag = match[1] ?? '';
        const start = match.index + match[0].indexOf(tag);
        const found = completions(analysis, start + 1);
        // `User!Reply` in a type is no send, and offers patterns.
        if (found.items.some(({ label }) => label === '0')) continue;
        sends++;
        assert.ok(
          found.items.some(({ label }) => label === tag),
          `${name}: ${tag} is not among ${found.items.map(({ label }) => label)}`,
        );
        for (const item of found.items) {
          const after = text.slice(0, found.replace.start) + item.text + text.slice(found.replace.end);
          const changed = new PatDocument(parser, after);
          const broken = changed.analysis().diagnostics.filter(d => d.code.startsWith('pat-E1'));
          assert.deepEqual(broken, [], `${name}: ${item.label} for ${tag}`);
          changed.dispose();
        }
      }
      document.dispose();
    }
    assert.ok(sends > 100, `only ${sends} sends were found`);
  });

  it('offers each name that an accepted program uses there as one that may be used', async () => {
    const parser = await testParser();
    let uses = 0;
    for (const { name, text } of accepted) {
      const document = new PatDocument(parser, text);
      const analysis = document.analysis();
      for (const item of analysis.items) {
        for (const fact of item.checked?.facts ?? []) {
          if (fact.kind !== 'use' || fact.binder.introduced) continue;
          uses++;
          const { items } = completions(analysis, item.start + fact.at.start);
          const offered = items.find(({ label, kind }) => label === fact.binder.name && kind === 'variable');
          const at = `${name}, ${text.slice(item.start + fact.at.start).split('\n', 1)[0]}`;
          assert.ok(offered, at);
          const sends = fact.type.kind === 'mailbox' && fact.type.capability === '!';
          const wrong = sends ? /^(?:already|still needed)/ : /^(?:already|still needed|only to send)/;
          assert.doesNotMatch(offered.description ?? '', wrong, at);
        }
      }
      document.dispose();
    }
    assert.ok(uses > 500, `only ${uses} uses were found`);
  });

  it('answers for what is nested deep or very long', async () => {
    const parser = await testParser();
    const texts = [
      '('.repeat(5000),
      `${'('.repeat(1500)}${'}'.repeat(5000)}`,
      'let x = 1 in '.repeat(3000),
      `def f(): Unit { ${'print("a"); '.repeat(5000)}`,
      '{'.repeat(5000),
    ];
    for (const text of texts) {
      const document = new PatDocument(parser, text);
      const analysis = document.analysis();
      completions(analysis, text.length);
      document.dispose();
    }
  });
});
