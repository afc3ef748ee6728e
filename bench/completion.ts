// Completion at every word and sign of the examples, the text behind it dropped: where the parser reads a name without an
// error, where one of the words that go on with something, what that costs, and what the whole answer does. Asserts nothing.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import { completions } from '../languages/pat/ide/completion.ts';
import { loadParser, PatDocument } from '../languages/pat/index.ts';
import { itemStart, lexemes } from '../languages/pat/syntax/lexemes.ts';
import { slotsAt } from '../languages/pat/syntax/marker.ts';

const require = createRequire(import.meta.url);
const parser = await loadParser({
  treeSitter: readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm')),
  grammar: readFileSync(new URL('../tree-sitter-pat/tree-sitter-pat.wasm', import.meta.url)),
});

/** Words and signs that go on with what stands before them, to stand for all that do. */
const words = ['in', 'of', 'else', 'from', 'receive', 'inl', '{', '!', '.', ')', '->', ':'];

function isRead(text: string): boolean {
  const tree = parser.parse(text, null);
  const { hasError } = tree.rootNode;
  tree.delete();
  return !hasError;
}

const counts = { places: 0, name: 0, word: 0, slots: 0 };
const times = { name: 0, slots: 0, answer: 0 };
function timed(what: keyof typeof times, run: () => boolean | number): boolean {
  const began = performance.now();
  const result = run();
  times[what] += performance.now() - began;
  return result !== false && result !== 0;
}

const folder = new URL('../examples/', import.meta.url);
for (const file of readdirSync(folder).filter(name => name.endsWith('.pat'))) {
  const text = readFileSync(new URL(file, folder), 'utf8');
  const document = new PatDocument(parser, text);
  const analysis = document.analysis();
  for (const { kind, start } of lexemes(text)) {
    if (kind === 'comment') continue;
    counts.places++;
    const before = text.slice(itemStart(text, start), start);
    if (timed('name', () => isRead(`${before}X'_'`))) counts.name++;
    else if (words.some(word => isRead(`${before}${word}`))) counts.word++;
    const place = { start, end: start };
    if (timed('slots', () => slotsAt(parser, text, place, analysis.syntax.repairs).length)) counts.slots++;
    timed('answer', () => completions(analysis, start).items.length);
  }
  document.dispose();
}

const share = (n: number): string => `${((100 * n) / counts.places).toFixed(1)} %`;
const each = (ms: number): string => `${(ms / counts.places).toFixed(3)} ms each`;
console.log(`${counts.places} places`);
console.log(`a name is read without an error    ${share(counts.name)}, ${each(times.name)}`);
console.log(`a name or another word is          ${share(counts.name + counts.word)}`);
console.log(`something fits, or a new name does ${share(counts.slots)}, ${each(times.slots)}`);
console.log(`the whole answer                   ${each(times.answer)}`);
