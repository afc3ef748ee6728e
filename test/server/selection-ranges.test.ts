// `textDocument/selectionRange`: one answer for each cursor, each a chain that grows.
import assert from 'node:assert/strict';
import type { SelectionRange } from 'vscode-languageserver/node';
import { uri } from './cursor.ts';
import { pushCapabilities, Session } from './session.ts';

const text = 'print("größer 💥 x");\nprint("b")';

/** The ranges from the smallest, as `line:character-line:character`. */
function chain(selection: SelectionRange | undefined): string[] {
  const out: string[] = [];
  for (let s = selection; s !== undefined; s = s.parent) {
    const { start, end } = s.range;
    out.push(`${start.line}:${start.character}-${end.line}:${end.character}`);
  }
  return out;
}

describe('Selection ranges from the server', () => {
  let session: Session;
  afterEach(() => session.stop());

  it('come for each of several cursors, in their order', async () => {
    session = await Session.start();
    assert.equal(session.initialized.capabilities.selectionRangeProvider, true);
    await session.open(uri, text);
    const positions = [
      { line: 1, character: 2 },
      { line: 0, character: 9 },
    ];
    const found = await session.request<SelectionRange[]>('textDocument/selectionRange', {
      textDocument: { uri },
      positions,
    });
    assert.deepEqual(found.map(chain), [
      ['1:0-1:5', '1:0-1:10', '0:0-1:10'],
      ['0:7-0:13', '0:7-0:18', '0:6-0:19', '0:5-0:20', '0:0-0:20', '0:0-0:21', '0:0-1:10'],
    ]);
  });

  it('count in the encoding that was agreed', async () => {
    session = await Session.start({
      capabilities: { ...pushCapabilities, general: { positionEncodings: ['utf-8'] } },
    });
    await session.open(uri, text);
    const found = await session.request<SelectionRange[]>('textDocument/selectionRange', {
      textDocument: { uri },
      // In `größer`, after the two bytes of ö.
      positions: [{ line: 0, character: 11 }],
    });
    // ö and ß have two bytes each, 💥 has four.
    assert.deepEqual(chain(found[0]).slice(0, 3), ['0:7-0:15', '0:7-0:22', '0:6-0:23']);
  });
});
