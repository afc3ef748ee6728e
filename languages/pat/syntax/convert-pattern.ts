// Patterns (spec §2): the tree has a flat list of parts and operators; here it gets the right-nested reading that
// `+` and `.` at one precedence have.
import type { PatternNode, Range } from './ast.ts';
import { MAXIMUM_DEPTH, spelling, type TreeReader } from './reader.ts';

const PATTERNS = new Set([
  'pattern_tag',
  'pattern_constant',
  'parenthesized_pattern',
  'starred_pattern',
  'prefix_star',
  'pattern_sequence',
  'missing_pattern',
]);

/** Whether a node of this type is a pattern. */
export function isPattern(type: string): boolean {
  return PATTERNS.has(type);
}

/** The pattern at the cursor. */
export function readPattern(reader: TreeReader): PatternNode {
  return reader.nested(
    () => readNode(reader),
    () => ({ kind: 'pattern-hole', at: reader.at() }),
  );
}

function readNode(reader: TreeReader): PatternNode {
  const at = reader.at();
  switch (reader.type) {
    case 'pattern_tag': {
      let tag = '';
      for (let type = reader.down(); type !== undefined; type = reader.next()) {
        tag = reader.name('constructor', 'a tag').text;
      }
      return tag === '' ? { kind: 'pattern-hole', at } : { kind: 'pattern-tag', at, tag };
    }
    case 'pattern_constant':
      return readConstant(reader, at);
    case 'parenthesized_pattern':
      return readParenthesized(reader, at);
    case 'starred_pattern':
      return readStarred(reader, at);
    case 'prefix_star':
      return readPrefixStar(reader, at);
    case 'pattern_sequence':
      return readSequence(reader, at);
    default:
      reader.fault(
        'E104',
        reader.before(at.start),
        'Here a pattern is missing: a tag such as `Put`, `1` for the empty mailbox, or several joined by `.` or `+`.',
      );
      return { kind: 'pattern-hole', at };
  }
}

function readConstant(reader: TreeReader, at: Range): PatternNode {
  const text = reader.sliceOf(at);
  if (text === '0' || text === '1') return { kind: 'pattern-constant', at, value: text === '0' ? 0 : 1 };
  reader.fault(
    'E133',
    at,
    'The only numbers in a pattern are `0` (nothing fits) and `1` (the empty mailbox).',
  );
  return { kind: 'pattern-hole', at };
}

function readParenthesized(reader: TreeReader, at: Range): PatternNode {
  let inner: PatternNode = { kind: 'pattern-hole', at };
  let closed = false;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (isPattern(type)) inner = readPattern(reader);
    else if (type === ')') closed = reader.present;
  }
  if (!closed) reader.unclosed('(', at.start, at.end);
  return inner;
}

function readStarred(reader: TreeReader, at: Range): PatternNode {
  let body: PatternNode = { kind: 'pattern-hole', at };
  let prefixed = false;
  let stars = 0;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (type === '*') {
      stars++;
      const star = reader.at();
      if (stars > 1 || prefixed) {
        reader.fault(
          'E133',
          star,
          'One `*` is enough: any number of repetitions, repeated, are that again.',
          {
            fixes: spelling('Remove this `*`', star.start, star.end, ''),
          },
        );
      }
    } else if (isPattern(type)) {
      prefixed = type === 'prefix_star';
      body = readPattern(reader);
    }
  }
  return prefixed ? body : { kind: 'pattern-star', at, body };
}

function readPrefixStar(reader: TreeReader, at: Range): PatternNode {
  let body: PatternNode = { kind: 'pattern-hole', at };
  let inner: Range | undefined;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (!isPattern(type)) continue;
    if (type !== 'missing_pattern') inner = reader.at();
    body = readPattern(reader);
  }
  if (inner) {
    const space = reader.slice(at.start - 1, at.start) === ':' ? ' ' : '';
    reader.fault('I101', at, 'The star comes after what it repeats.', {
      fixes: spelling('Write the star behind', at.start, at.end, `${space}${reader.sliceOf(inner)}*`),
    });
  }
  return { kind: 'pattern-star', at, body };
}

/** `A . B + C` is `A . (B + C)`: nested to the right, and flat where the same operator repeats. */
function readSequence(reader: TreeReader, at: Range): PatternNode {
  const parts: PatternNode[] = [];
  // Where each part begins, with its parentheses.
  const starts: number[] = [];
  const operators: string[] = [];
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (type === '+' || type === '.') operators.push(type);
    else if (isPattern(type)) {
      starts.push(reader.at().start);
      parts.push(readPattern(reader));
    }
  }
  let result = parts.at(-1) ?? { kind: 'pattern-hole', at };
  // The parts of the run of equal operators that is being read, last first; where the next run begins inside it.
  let run: PatternNode[] = [result];
  const opens: number[] = [];
  for (let i = operators.length - 1; i >= 0; i--) {
    const part = parts[i];
    if (!part) continue;
    run.push(part);
    if (operators[i - 1] === operators[i]) continue;
    const start = starts[i] ?? part.at.start;
    const range = { start, end: at.end };
    result = {
      kind: operators[i] === '+' ? 'pattern-sum' : 'pattern-product',
      at: range,
      parts: run.toReversed(),
    };
    run = [result];
    if (i > 0) opens.push(start);
  }
  if (opens.length > MAXIMUM_DEPTH) {
    reader.tooDeepAt({ start: at.start, end: at.start + 1 });
    return { kind: 'pattern-hole', at };
  }
  if (opens.length > 0) warnOfMixing(reader, at, opens);
  return result;
}

function warnOfMixing(reader: TreeReader, at: Range, opens: readonly number[]): void {
  const edits = [
    ...opens.toReversed().map(start => ({ range: { start, end: start }, text: '(' })),
    { range: { start: at.end, end: at.end }, text: ')'.repeat(opens.length) },
  ];
  const written = reader.sliceOf(at);
  let reading = '';
  let from = 0;
  for (const open of opens.toReversed()) {
    reading += `${written.slice(from, open - at.start)}(`;
    from = open - at.start;
  }
  reading += written.slice(from) + ')'.repeat(opens.length);
  const shown = reading.length <= 60 && !reading.includes('\n') ? `: this is read as \`${reading}\`` : '';
  reader.fault(
    'W101',
    at,
    `\`+\` and \`.\` bind equally and group to the right${shown}. Write the parentheses, so that every reader sees it.`,
    { fixes: [{ title: 'Write the parentheses', edits, spelling: true }] },
  );
}
