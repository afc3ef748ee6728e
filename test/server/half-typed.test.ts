import assert from 'node:assert/strict';
import type {
  CompletionItem,
  DocumentHighlight,
  Hover,
  Location,
  SemanticTokens,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { uri, withCursor } from './cursor.ts';
import { Session } from './session.ts';

const program = `interface Future { Put(Int) }
def take(f: Future?Put): Int {
  guard f { receive Put(value) from rest -> let twice = value + ‸value in free(rest); twice }
}
let f = new[Future] in f ! Put(1); take(f)
`;

describe('A guard whose pattern is not written yet, over the protocol', () => {
  let session: Session;
  afterEach(() => session.stop());

  it('is served around: every request answers for the names of its clauses', async () => {
    const { text, position } = withCursor(program);
    session = await Session.start();
    await session.open(uri, text);
    const ask = <T>(method: string, more: object = {}): Promise<T> =>
      session.request(`textDocument/${method}`, { textDocument: { uri }, position, ...more });

    const hover = await ask<Hover>('hover');
    assert.match(JSON.stringify(hover.contents), /value : Int/);
    const definition = [await ask<Location | Location[]>('definition')].flat();
    const declared = text.split('\n')[2]?.indexOf('value');
    assert.deepEqual(
      definition.map(({ range }) => range.start),
      [{ line: 2, character: declared }],
    );
    const context = { includeDeclaration: true };
    assert.equal((await ask<Location[]>('references', { context })).length, 3);
    assert.equal((await ask<DocumentHighlight[]>('documentHighlight')).length, 3);
    const { documentChanges: [change] = [] } = await ask<WorkspaceEdit>('rename', { newName: 'amount' });
    assert.equal(change !== undefined && 'edits' in change && change.edits.length, 3);
    const offered = await ask<CompletionItem[] | { items: CompletionItem[] }>('completion');
    const labels = ('items' in offered ? offered.items : offered).map(({ label }) => label);
    for (const name of ['value', 'rest']) assert.ok(labels.includes(name), name);
    // The guard's line: `f`, `Put`, `value`, `rest`, `twice`, `value`, `value`, `rest`, `twice`.
    const { data } = await ask<SemanticTokens>('semanticTokens/full');
    let line = 0;
    const lines = data.filter((_, i) => i % 5 === 0).map(delta => (line += delta));
    assert.equal(lines.filter(l => l === 2).length, 9);
    const faults = await session.diagnostics(uri, 1);
    assert.deepEqual(
      faults.map(({ code }) => code),
      ['pat-E104'],
    );
  });
});
