// The values of integer and string literals, and what can be wrong with them (spec §1).
import type { Range } from './ast.ts';
import { fix, spelling, type TreeReader } from './reader.ts';

/** The largest integer: integers are signed and have 63 bits. */
export const MAXIMUM_INTEGER = 2n ** 62n - 1n;

/** The value of the integer literal at the cursor. */
export function readInteger(reader: TreeReader): bigint {
  const at = reader.at();
  let text = reader.sliceOf(at);
  if (text === '') {
    reader.fault('E101', reader.before(at.start), 'Here a number is missing.');
    return 0n;
  }
  if (text.length > 1 && text.startsWith('0')) {
    const plain = text.replace(/^0+(?=.)/, '');
    reader.fault('E117', at, `A number does not begin with \`0\`: write \`${shortNumber(plain)}\`.`, {
      fixes: spelling(`Write \`${shortNumber(plain)}\``, at.start, at.end, plain),
    });
    text = plain;
  }
  // Longer texts are out of range anyway; turning a million digits into a number would take minutes.
  const value = text.length > 20 ? MAXIMUM_INTEGER + 1n : BigInt(text);
  if (value <= MAXIMUM_INTEGER) return value;
  reader.fault(
    'E116',
    at,
    `This number is too large: the largest is ${MAXIMUM_INTEGER} (integers have 63 bits).`,
  );
  return MAXIMUM_INTEGER;
}

function shortNumber(digits: string): string {
  return digits.length > 24 ? `${digits.slice(0, 24)}…` : digits;
}

const ESCAPES: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    '\\': '\\',
    '/': '/',
    '"': '"',
    b: '\b',
    f: '\f',
    n: '\n',
    r: '\r',
    t: '\t',
  }),
);

/** The value of the string literal at the cursor. */
export function readString(reader: TreeReader): string {
  const at = reader.at();
  const text = reader.sliceOf(at);
  // `\"` at the end of an unterminated string is no closing quote: count the backslashes before it.
  const backslashes = /(?<!\\)\\*(?="$)/.exec(text)?.[0].length ?? 0;
  const closed = text.length > 1 && text.endsWith('"') && backslashes % 2 === 0;
  const body = text.slice(1, closed ? -1 : undefined);
  if (!closed) {
    const end = at.start + text.trimEnd().length;
    reader.fault('E114', { start: at.start, end }, 'This string does not end on its line: `"` is missing.', {
      fixes: fix('Write `"`', stringEnd(text, at.start), stringEnd(text, at.start), '"'),
    });
  }
  return body.includes('\\') ? readEscapes(reader, body, at.start + 1) : body;
}

/** Where an open string was probably meant to end: before the brackets and signs that close what is around it. */
function stringEnd(text: string, start: number): number {
  const line = text.trimEnd();
  const inside = line.replace(/(?<=\s)in$/, '').replace(/(?<![)}\];,\s])[)}\];,\s]+$/, '');
  const isWhole = inside.split('(').length === inside.split(')').length && !/\\$/.test(inside);
  return start + (inside.length > 1 && isWhole ? inside : line).length;
}

function readEscapes(reader: TreeReader, body: string, offset: number): string {
  return body.replace(/\\([^\n]?)/gu, (whole: string, letter: string, index: number) => {
    const value = ESCAPES.get(letter);
    if (value !== undefined) return value;
    const start = offset + index;
    const at: Range = { start, end: start + whole.length };
    reader.fault(
      'E115',
      at,
      `\`${whole}\` is no escape. The escapes are \`\\\\\`, \`\\"\`, \`\\/\`, \`\\b\`, \`\\f\`, \`\\n\`, \`\\r\` and \`\\t\`; a backslash itself is \`\\\\\`.`,
      { fixes: fix(`Write \`\\\\${letter}\``, start, start + 1, '\\\\') },
    );
    return letter;
  });
}
