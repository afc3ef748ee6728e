// The same answers in UTF-8 and in UTF-16: only the counting of characters differs, on lines with characters of every
// width, and with every kind of line break.
import assert from 'node:assert/strict';
import type { ClientCapabilities } from 'vscode-languageserver/node';
import { type Ask, exerciseAll } from './exercises.ts';
import { isPosition, linesOf, type Position, positionOf, unitsBefore } from './places.ts';
import { visualStudioCode } from './profiles.ts';
import { boundaries, manyAlphabets, manyBreaks, sheetOf } from './sheets.ts';
import { isObject } from './validator.ts';
import { serverHere, Watched } from './watched.ts';

const uri = 'file:///alphabets.pat';
const all = [{ name: 'line breaks of Unix', text: manyAlphabets }, ...manyBreaks];

function client(encoding: 'utf-8' | 'utf-16'): ClientCapabilities {
  return { ...visualStudioCode, general: { ...visualStudioCode.general, positionEncodings: [encoding] } };
}

/** A position counted in UTF-8, counted in UTF-16. */
function inUnits({ line, character }: Position, text: string): Position {
  const units = unitsBefore(linesOf(text)[line] ?? '', character, 'utf-8');
  assert.notEqual(units, undefined, `${line}:${character} is no place between characters`);
  return { line, character: units ?? 0 };
}

/** Everything that was asked, with what was asked and answered counted in UTF-16. */
async function answers(encoding: 'utf-8' | 'utf-16', text: string): Promise<[string, string][]> {
  const watched = await Watched.start(await serverHere(), client(encoding));
  assert.equal(watched.encoding, encoding);
  await watched.open(uri, text);
  const heard: [string, string][] = [];
  const ask: Ask = async (method, params, how) => {
    const answer = await watched.ask(method, params, how);
    heard.push([`${method} ${JSON.stringify(common(params))}`, JSON.stringify(common(answer, method))]);
    return answer;
  };
  const common = (value: unknown, method = ''): unknown => {
    if (method.startsWith('textDocument/semanticTokens') && isObject(value) && Array.isArray(value.data)) {
      return { data: encoding === 'utf-16' ? value.data : tokensInUnits(value.data, text) };
    }
    if (Array.isArray(value)) return value.map(one => common(one));
    if (isPosition(value)) return encoding === 'utf-16' ? value : inUnits(value, text);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      // The server's own names for its answers are others in each session.
      Object.entries(value).map(([key, one]) => [key, /resultId/i.test(key) ? '' : common(one)]),
    );
  };
  await exerciseAll(watched.capabilities, ask, sheetOf(uri, text, encoding, 120));
  assert.deepEqual(watched.witness.faults, []);
  return heard;
}

/** Tokens with their lengths and distances counted in UTF-16. */
function tokensInUnits(data: readonly number[], text: string): number[] {
  const out: number[] = [];
  let [line, character, before] = [0, 0, 0];
  for (let i = 0; i < data.length; i += 5) {
    const [down = 0, right = 0, length = 0, type = 0, modifiers = 0] = data.slice(i, i + 5);
    line += down;
    character = down === 0 ? character + right : right;
    const start = inUnits({ line, character }, text).character;
    const end = inUnits({ line, character: character + length }, text).character;
    out.push(down, down === 0 ? start - before : start, end - start, type, modifiers);
    before = start;
  }
  return out;
}

describe('In UTF-8 and in UTF-16', () => {
  for (const { name, text } of all) {
    it(`the server says the same, with ${name}`, async () => {
      const expected = await answers('utf-16', text);
      const actual = await answers('utf-8', text);
      assert.ok(expected.length > 100);
      assert.equal(actual.length, expected.length);
      for (const [i, [question, answer]] of actual.entries()) {
        assert.deepEqual([question, answer], expected[i]);
      }
    });
  }

  it('and the same with line breaks of Unix and of Windows', async () => {
    const lines = async (text: string): Promise<unknown> => {
      const heard = await answers('utf-16', text);
      const wanted = /^textDocument\/(diagnostic|documentSymbol|semanticTokens\/full|foldingRange) /;
      return heard.filter(([question]) => wanted.test(question));
    };
    // A comment ends at a line feed only, so a text with lone carriage returns is another program.
    assert.deepEqual(await lines(manyAlphabets.replaceAll('\n', '\r\n')), await lines(manyAlphabets));
  });

  it('edits are taken as they are meant', async () => {
    for (const encoding of ['utf-8', 'utf-16'] as const) {
      for (const { name, text } of all) {
        const watched = await Watched.start(await serverHere(), client(encoding));
        const fresh = await Watched.start(await serverHere(), client(encoding));
        await watched.open(uri, text);
        let now = text;
        let version = 1;
        for (const offset of boundaries(text, 40).reverse()) {
          // A place between `\r` and `\n` cannot be said.
          if (now[offset - 1] === '\r' && now[offset] === '\n') continue;
          const put = ['\u{1F600}', 'x', '# é\n', ''][version % 4] ?? '';
          const end = now.slice(offset, offset + 2).match(/^\w\w/) ? offset + 2 : offset;
          const range = { start: positionOf(now, offset, encoding), end: positionOf(now, end, encoding) };
          now = now.slice(0, offset) + put + now.slice(end);
          watched.wire.notify('textDocument/didChange', {
            textDocument: { uri, version: ++version },
            contentChanges: [{ range, text: put }],
          });
        }
        await fresh.open(uri, now);
        for (const method of ['diagnostic', 'documentSymbol', 'semanticTokens/full', 'foldingRange']) {
          const asked = [`textDocument/${method}`, { textDocument: { uri } }] as const;
          const { resultId: _, ...of } = (await fresh.wire.result(...asked)) as { resultId?: unknown };
          const { resultId: __, ...is } = (await watched.wire.result(...asked)) as { resultId?: unknown };
          assert.deepEqual(is, of, `${method}, ${encoding}, ${name}`);
        }
      }
    }
  });
});
