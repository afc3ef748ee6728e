// What to say about a piece of text that fits nowhere: a character Pat does not know, or a token in the wrong place.
import type { Range } from './ast.ts';
import type { SyntaxFault } from './fault.ts';

interface Stray {
  readonly code: string;
  readonly message: string;
  readonly fixes?: SyntaxFault['fixes'];
}

const TOKENS: ReadonlyMap<string, string> = new Map([
  [
    '=',
    '`=` gives a name its value only after `let`, as in `let x = 5 in …`; two values are compared with `==`.',
  ],
  [')', 'This `)` closes nothing.'],
  [']', 'This `]` closes nothing.'],
  ['}', 'This `}` closes nothing.'],
  ['{', 'Here no `{` can stand. To group an expression, use parentheses: `( … )`.'],
  [';', 'Here no `;` can stand: it comes between two steps, `first; second`.'],
  [',', 'Here no `,` can stand.'],
  ['::', 'A list is put together in parentheses: `(first :: rest)`.'],
  [':', 'Here no `:` can stand. To say an expression’s type, write `(e : T)`.'],
  ['->', 'Here no `->` can stand: it comes before the body of a clause, or the result in a function type.'],
  ['-o', 'Here no `-o` can stand: it comes before the result in the type of a linear function.'],
  [
    '!',
    '`!` sends a message to the mailbox before it, as in `mb ! Put(5)`. For “not”, write `if (c) { false } else { true }`.',
  ],
  ['?', '`?` belongs to a type: `Future?Put` is a mailbox one receives from.'],
  ['.', '`.` belongs to a pattern: `Put . Get`.'],
  ['|', '`|` comes between the two branches of a `case`; “or” is `||`.'],
  ['*', 'Here no `*` can stand.'],
  ['in', 'This `in` has no `let`. Two steps are joined by `;`.'],
  ['of', 'This `of` has no `case`.'],
  ['else', 'This `else` has no `if`.'],
  ['then', 'Here no `then` can stand: a condition is followed by its branch, `if (c) { … } else { … }`.'],
  ['from', 'This `from` belongs after a message: `receive Put(x) from mb -> …`.'],
  ['receive', 'A `receive` clause stands inside a guard: `guard mb : Put { receive Put(x) from mb -> … }`.'],
  ['receive*', 'A `receive*` clause stands inside a guard.'],
  ['empty', 'An `empty` clause stands inside a guard: `guard mb : 1 { empty(x) -> … }`.'],
  ['fail', 'Here no `fail` can stand.'],
  [
    'free',
    '`free` needs a mailbox in parentheses, `free(mb)`; as a clause it stands inside a guard, `free -> …`.',
  ],
  ['let', 'A `let` cannot stand here; put it in parentheses: `(let x = … in …)`.'],
  ['def', 'A definition cannot stand here: definitions come one after the other, before the program’s body.'],
  ['interface', 'An interface cannot stand here: interfaces come first in a program.'],
  ['List', 'A list type is `List(T)`.'],
]);
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

const MISPLACED = new Set([
  '=',
  ')',
  ']',
  '}',
  ',',
  ';',
  '::',
  ':',
  '->',
  '-o',
  '!',
  '?',
  '.',
  '|',
  'in',
  'of',
  'else',
  'then',
  'from',
]);

/** Whether this token, among several that were skipped, is the one to speak of. */
export function isMisplaced(token: string): boolean {
  return MISPLACED.has(token);
}

/** The fault for `text`, which stands at `at` and was skipped. */
export function describeStray(text: string, at: Range, kind: 'character' | 'token'): Stray {
  if (kind === 'token') {
    const known = TOKENS.get(text);
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
