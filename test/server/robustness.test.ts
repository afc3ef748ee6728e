// Ten thousand random edits over all examples, through the server, one to four in a message, and all of them undone again:
// no exception on the way, and in the end the diagnostics of a fresh start. `PAT_LONG=1`: a hundred thousand.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import type { Diagnostic } from 'vscode-languageserver/node';
import { LineIndex, type PlaceRange } from '../../host/positions.ts';
import { Session } from './session.ts';
import { generator } from './typist.ts';

const examples = new URL('../../examples/', import.meta.url);
const long = process.env.PAT_LONG === '1';
const edits = long ? 100_000 : 10_000;

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const pieces = [
  ...[
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    '"',
    '#',
    '!',
    '?',
    '.',
    '*',
    '+',
    ';',
    ':',
    ',',
    '|',
    '->',
    '-o',
    '=',
    '::',
  ],
  ...[' ', '\n', '\r\n', '\t', '\0', 'é', '\u{1F600}', '\ud800', 'x', 'X', '0', '99999999999999999999'],
  ...[
    'let ',
    ' in ',
    'guard ',
    'receive ',
    'receive* ',
    ' from ',
    'free',
    'empty(',
    'fail',
    'new[',
    'spawn {',
  ],
  ...['interface ', 'def ', 'if (', ' else ', 'case ', 'caseL ', ' of ', 'inl(', 'nil', 'linfun(', 'List('],
];

function randomEdit(text: string, random: () => number): Edit {
  const below = (n: number): number => Math.floor(random() * n);
  const start = below(text.length + 1);
  switch (below(4)) {
    case 0:
      return { start, end: start, text: pieces[below(pieces.length)] ?? '' };
    case 1:
      return { start, end: Math.min(text.length, start + 1 + below(8)), text: '' };
    case 2: {
      const from = below(text.length + 1);
      return { start, end: start, text: text.slice(from, from + below(60)) };
    }
    default:
      return {
        start,
        end: Math.min(text.length, start + below(40)),
        text: pieces[below(pieces.length)] ?? '',
      };
  }
}

const programs = [examples, new URL('errors/', examples)].flatMap(folder =>
  readdirSync(folder)
    .filter(name => name.endsWith('.pat'))
    .map(name => ({ name, text: readFileSync(new URL(name, folder), 'utf8') })),
);

describe('The server under random edits', function () {
  if (long) this.timeout(7_200_000);

  it('never fails, and knows the same after all is undone as at a fresh start', async () => {
    const session = await Session.start();
    const fresh = await Session.start();
    const each = Math.ceil(edits / programs.length / 2);
    for (const [index, program] of programs.entries()) {
      const uri = `file:///examples/${index}/${program.name}`;
      const random = generator(index + 1);
      let { text } = program;
      let version = 1;
      const undo: Edit[] = [];
      await session.open(uri, text, version);
      let changes: { readonly range: PlaceRange; readonly text: string }[] = [];
      const send = async (): Promise<void> => {
        await session.change(uri, ++version, changes);
        changes = [];
      };
      const apply = async ({ start, end, text: put }: Edit): Promise<void> => {
        changes.push({ range: new LineIndex(text).rangeOf({ start, end }), text: put });
        text = text.slice(0, start) + put + text.slice(end);
        if (random() < 0.5 || changes.length === 4) await send();
      };
      for (let i = 0; i < each; i++) {
        const edit = keepBreaks(text, randomEdit(text, random));
        undo.push({
          start: edit.start,
          end: edit.start + edit.text.length,
          text: text.slice(edit.start, edit.end),
        });
        await apply(edit);
        // Now and then an answer is waited for, so that the checker sees states in between too.
        if (i % 5 === 0) {
          await send();
          await session.diagnostics(uri, version);
        }
        if (i % 25 === 0) {
          const position = new LineIndex(text).positionAt(edit.start);
          const textDocument = { uri };
          await session.request('textDocument/hover', { textDocument, position });
          await session.request('textDocument/semanticTokens/full', { textDocument });
          await session.request('textDocument/documentSymbol', { textDocument });
          await session.request('textDocument/foldingRange', { textDocument });
        }
      }
      for (const edit of undo.reverse()) await apply(edit);
      await send();
      assert.equal(text, program.text);
      await fresh.open(uri, program.text, version);
      assert.deepEqual(
        (await session.diagnostics(uri, version)).map(comparable),
        (await fresh.diagnostics(uri, version)).map(comparable),
        program.name,
      );
      await session.close(uri);
      await fresh.close(uri);
      assert.deepEqual(session.logged, [], `${program.name}: the server logged a failure`);
    }
    await session.stop();
    await fresh.stop();
  });
});

/** A position cannot lie between `\r` and `\n`, so an edit there is not something a client can say. */
function keepBreaks(text: string, { start, end, text: put }: Edit): Edit {
  const inBreak = (at: number): boolean => text[at - 1] === '\r' && text[at] === '\n';
  const from = inBreak(start) ? start - 1 : start;
  const to = Math.max(from, inBreak(end) ? end + 1 : end);
  return { start: from, end: to, text: put };
}

function comparable({ range, code, message, severity, relatedInformation }: Diagnostic): unknown {
  return { range, code, message, severity, relatedInformation };
}
