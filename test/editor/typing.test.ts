// Emacs with Eglot, and Neovim, in which somebody types so quickly that several changes travel in one message: whenever it is
// looked at, the server has the text of the buffer. Which text it has is told by the name of its result, which is made of it.
import assert from 'node:assert/strict';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultSettings } from '../../languages/pat/index.ts';
import { fingerprint, resultId } from '../../server/result-id.ts';
import { generator } from '../server/typist.ts';
import { type Need, requires } from './availability.ts';
import { documented } from './documented.ts';
import { type Burst, type OtherEditor, runOtherEditor } from './other-editor.ts';
import { future } from './programs.ts';

interface Seen {
  readonly checks: readonly { readonly text: string; readonly id: string }[];
  /** How many changes each message had. */
  readonly messages: readonly number[];
}

interface Keyboard {
  /** Keys that do something else than put a character. */
  readonly commands: readonly string[];
  readonly check: string;
  readonly leave: string;
}

const here = path.dirname(fileURLToPath(import.meta.url));
const long = process.env.PAT_LONG === '1';
const keyCount = long ? 5000 : 500;

const typed = [
  ...[
    'd',
    'e',
    'f',
    'x',
    'Put',
    '(',
    ')',
    '{',
    '}',
    '[',
    ']',
    '"',
    '#',
    ' ',
    ' ',
    '\r',
    '\r',
    '!',
    '?',
    ':',
    '.',
    ',',
  ],
  ...['é', '€', '\u{1F600}', 'def g(y: Int): Int { y }', 'let z = 1 in', 'guard f : Put', '->'],
];

/** So many keys in bursts, some far enough apart that the editor tells the server by itself; now and then a look. */
function burstsOf({ commands, check, leave }: Keyboard, seed: number): Burst[] {
  const random = generator(seed);
  const of = <T>(all: readonly [T, ...T[]] | readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const bursts: Burst[] = [];
  for (let pressed = 0; pressed < keyCount; ) {
    let keys = '';
    for (let left = 5 + Math.floor(random() * 40); left > 0; left--) {
      const key = random() < 0.35 ? of(commands) : of(typed);
      keys += key;
      pressed += [...key].length;
    }
    bursts.push({ keys, pause: of([0, 0, 5, 20, 100, 700]) });
    if (random() < 0.5) bursts.push({ keys: check, pause: of([0, 20]) });
  }
  return [...bursts, { keys: check, pause: 0 }, { keys: leave, pause: 0 }];
}

function describeTyping(
  name: string,
  needs: readonly Need[],
  keyboard: Keyboard,
  editor: Pick<OtherEditor, 'command' | 'args'> & { readonly language: string },
): void {
  describe(name, function () {
    if (long) this.timeout(3_600_000);

    it(`is served the text of its buffer, ${keyCount} keys in bursts`, async function () {
      for (const need of needs) await requires(this, need);
      const { language, command, args } = editor;
      for (const seed of [1, 2]) {
        const bursts = burstsOf(keyboard, seed);
        const { result } = await runOtherEditor({
          command,
          args,
          configuration: await documented(language),
          program: ['future.pat', future],
          bursts,
        });
        const { checks, messages } = result as Seen;
        assert.equal(checks.length, bursts.filter(({ keys }) => keys === keyboard.check).length);
        for (const { text, id } of checks)
          assert.equal(id, resultId(fingerprint(text), 'pat', { ...defaultSettings }), text);
        assert.ok(new Set(checks.map(({ text }) => text)).size > 3, 'the text has changed between the looks');
        assert.ok(Math.max(...messages) > 1, `several changes in one message: ${messages}`);
      }
    });
  });
}

describeTyping(
  'Emacs with Eglot, in which somebody types quickly,',
  ['terminal', 'emacs'],
  {
    // Back, delete, start, end, up, down, left, right, kill, yank, transpose, open a line, undo, kill a word, paragraph up.
    commands: [
      ...['\x7f', '\x7f', '\x04', '\x01', '\x05', '\x10', '\x0e', '\x02', '\x06', '\x0b', '\x19'],
      ...['\x14', '\x0f', '\x1f', '\x1bd', '\x1b\x7f', '\x1b{'],
    ],
    check: '\x03c',
    leave: '\x03q',
  },
  { language: 'elisp', command: 'emacs', args: ['-nw', '-q', '-l', path.join(here, 'emacs', 'typing.el')] },
);

describeTyping(
  'Neovim, in which somebody types quickly,',
  ['terminal', 'neovim'],
  {
    // Back, delete a word, delete to the start of the line; then commands of normal mode: a line deleted, put, put above, all
    // undone and done again, a character deleted, lines joined, case changed, up, down, left, to the start and the end.
    commands: [
      ...[
        '\x7f',
        '\x7f',
        '\x17',
        '\x15',
        '\x0fdd',
        '\x0fp',
        '\x0fP',
        '\x0fu',
        '\x0f\x12',
        '\x0fx',
        '\x0fJ',
        '\x0f~',
      ],
      ...['\x0fk', '\x0fj', '\x0fh', '\x0f0', '\x0f$', '\x0fyyp'],
    ],
    check: '\x11',
    leave: '\x13',
  },
  {
    language: 'lua',
    command: 'nvim',
    args: ['--clean', '-n', '-i', 'NONE', `+luafile ${path.join(here, 'neovim', 'typing.lua')}`],
  },
);
