// What to say about a piece of text that fits nowhere: a character Pat does not know, or a token in the wrong place.
import type { Range } from './ast.ts';
import type { SyntaxFault } from './fault.ts';
import { words } from './words.ts';

interface Stray {
  readonly code: string;
  readonly message: string;
  readonly fixes?: SyntaxFault['fixes'];
}

const QUOTES: ReadonlyMap<string, string> = new Map(
  Object.entries({ '“': '"', '”': '"', '„': '"', '‘': "'", '’': "'" }),
);

/** Characters that mean something elsewhere. */
const SPECIAL: ReadonlyMap<string, string> = new Map(
  Object.entries({
    _: 'A name begins with a letter; `_` may come after it.',
    "'": 'A name begins with a letter; `\'` may come after it. A string is written between `"`.',
    '&': '“And” is written `&&`.',
    '%': 'Pat has no remainder operator: `a - (a / b) * b` gives it.',
  }),
);

/** Whether this token, among several that were skipped, is the one to speak of. */
export function isMisplaced(token: string): boolean {
  return words.get(token)?.joins === true;
}

/** The fault for `text`, which stands at `at` and was skipped. */
export function describeStray(text: string, at: Range, kind: 'character' | 'token'): Stray {
  if (kind === 'token') {
    const known = words.get(text)?.stray;
    if (text === '=') {
      return {
        code: 'E110',
        message: known ?? '',
        fixes: [{ title: 'Write `==`', edits: [{ range: at, text: '==' }] }],
      };
    }
    return {
      code: 'E110',
      message:
        known ?? `\`${shorten(text)}\` does not fit here: what stands before it cannot go on like this.`,
      fixes: [{ title: `Remove \`${shorten(text)}\``, edits: [{ range: at, text: '' }] }],
    };
  }
  const remove = [{ title: 'Remove it', edits: [{ range: at, text: '' }] }];
  if (/^[\0\ufffd]+$/.test(text) && text.includes('\0')) {
    return { code: 'E113', message: 'Here is a NUL byte, which no program contains.', fixes: remove };
  }
  if (/^[\s\ufeff\u200b-\u200d\u2060]+$/.test(text)) {
    const names = [...text].map(c => `U+${hex(c)}`).join(' ');
    return {
      code: 'E113',
      message: `Here is an invisible character (${names}); use an ordinary space.`,
      fixes: [{ title: 'Write a space', edits: [{ range: at, text: ' ' }], spelling: true }],
    };
  }
  const quote = QUOTES.get(text);
  if (quote !== undefined) {
    return {
      code: 'E113',
      message: `\`${text}\` is a typographic quotation mark; strings are written between \`"\`.`,
      fixes: [{ title: `Write \`${quote}\``, edits: [{ range: at, text: quote }] }],
    };
  }
  const message =
    SPECIAL.get(text) ??
    (/^\p{L}+$/u.test(text)
      ? `\`${shorten(text)}\` cannot be part of a name: names are made of the letters a to z, digits, \`_\` and \`'\`.`
      : `\`${shorten(text)}\` (U+${hex(text)}) has no meaning in Pat.`);
  return {
    code: 'E113',
    message,
    fixes: text === '&' ? [{ title: 'Write `&&`', edits: [{ range: at, text: '&&' }] }] : remove,
  };
}

function hex(text: string): string {
  return (text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}

function shorten(text: string): string {
  const line = text.split('\n', 1)[0] ?? '';
  return line.length > 24 || line.length < text.length ? `${line.slice(0, 24)}…` : line;
}
