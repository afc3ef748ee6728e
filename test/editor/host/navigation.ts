// Going from a name to its places, through the commands by which the editor and other extensions ask.
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { type Code, type HostTest, openText, rangeOf, untilChecked } from './support.ts';

const program = `interface Future { Put(Int) }
def put(f: Future!): Unit { f ! Put(1) }
def take(f: Future?): Int {
  guard f : Put {
    receive Put(x) from f -> free(f); x
  }
}
let box = new[Future] in put(box); take(box)
`;

/** Opens the program, and finds the place of `part` in it. */
async function open(
  code: Code,
  part: string,
): Promise<{ document: vscode.TextDocument; at: vscode.Position }> {
  const document = await openText(code, program);
  await untilChecked(code, document);
  return { document, at: rangeOf(code, document, part).start };
}

/** The text of a range, with its line from 1. */
function shown(document: vscode.TextDocument, range: vscode.Range): string {
  return `${range.start.line + 1} ${document.getText(range)}`;
}

async function places(
  code: Code,
  command: string,
  document: vscode.TextDocument,
  at: vscode.Position,
): Promise<string[]> {
  const found = await code.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
    command,
    document.uri,
    at,
  );
  return found.map(place =>
    shown(document, 'targetUri' in place ? (place.targetSelectionRange ?? place.targetRange) : place.range),
  );
}

async function refusal(answer: Thenable<unknown>): Promise<string> {
  try {
    await answer;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'it was not refused';
}

export const navigation: readonly HostTest[] = [
  {
    name: 'goes from a call to the definition, and from a tag to its declaration',
    run: async code => {
      const { document, at } = await open(code, 'put(box)');
      assert.deepEqual(await places(code, 'vscode.executeDefinitionProvider', document, at), ['2 put']);
      assert.deepEqual(await places(code, 'vscode.executeDeclarationProvider', document, at), ['2 put']);
      const tag = rangeOf(code, document, 'Put(x)').start;
      assert.deepEqual(await places(code, 'vscode.executeDefinitionProvider', document, tag), ['1 Put']);
    },
  },
  {
    name: 'goes from a mailbox to its interface',
    run: async code => {
      const { document, at } = await open(code, 'box = new');
      assert.deepEqual(await places(code, 'vscode.executeTypeDefinitionProvider', document, at), [
        '1 Future',
      ]);
    },
  },
  {
    name: 'lists the references of a message',
    run: async code => {
      const { document, at } = await open(code, 'Put(1)');
      assert.deepEqual(await places(code, 'vscode.executeReferenceProvider', document, at), [
        '1 Put',
        '2 Put',
        '4 Put',
        '5 Put',
      ]);
    },
  },
  {
    name: 'highlights where a message is sent otherwise than where it is received',
    run: async code => {
      const { document, at } = await open(code, 'Put(1)');
      const found = await code.commands.executeCommand<vscode.DocumentHighlight[]>(
        'vscode.executeDocumentHighlights',
        document.uri,
        at,
      );
      const { Text, Write, Read } = code.DocumentHighlightKind;
      assert.deepEqual(
        found.map(({ range, kind }) => [shown(document, range), kind]),
        [
          ['1 Put', Text],
          ['2 Put', Write],
          ['4 Put', Text],
          ['5 Put', Read],
        ],
      );
    },
  },
  {
    name: 'renames a message everywhere',
    run: async code => {
      const { document, at } = await open(code, 'Put(1)');
      const prepared = await code.commands.executeCommand<{ range: vscode.Range; placeholder: string }>(
        'vscode.prepareRename',
        document.uri,
        at,
      );
      assert.deepEqual([shown(document, prepared.range), prepared.placeholder], ['2 Put', 'Put']);
      const edit = await code.commands.executeCommand<vscode.WorkspaceEdit>(
        'vscode.executeDocumentRenameProvider',
        document.uri,
        at,
        'Fill',
      );
      assert.ok(await code.workspace.applyEdit(edit));
      assert.equal(document.getText(), program.replaceAll('Put', 'Fill'));
      await untilChecked(code, document);
      assert.deepEqual(code.languages.getDiagnostics(document.uri), []);
    },
  },
  {
    name: 'says why it does not rename',
    run: async code => {
      const { document, at } = await open(code, 'put(box)');
      const rename = (name: string): Thenable<unknown> =>
        code.commands.executeCommand('vscode.executeDocumentRenameProvider', document.uri, at, name);
      assert.match(await refusal(rename('take')), /There is already a definition `take` on line 3\./);
      assert.match(await refusal(rename('Put')), /A definition’s name begins with a small letter/);
      const keyword = rangeOf(code, document, 'guard').start;
      assert.match(
        await refusal(code.commands.executeCommand('vscode.prepareRename', document.uri, keyword)),
        /`guard` is a word of the language/,
      );
    },
  },
  {
    name: 'has a hierarchy of calls',
    run: async code => {
      const { document, at } = await open(code, 'take(box)');
      const [item] = await code.commands.executeCommand<vscode.CallHierarchyItem[]>(
        'vscode.prepareCallHierarchy',
        document.uri,
        at,
      );
      assert.equal(item?.name, 'take');
      const [call] = await code.commands.executeCommand<vscode.CallHierarchyIncomingCall[]>(
        'vscode.provideIncomingCalls',
        item,
      );
      assert.equal(call?.from.name, 'program');
      assert.deepEqual(
        call.fromRanges.map(range => shown(document, range)),
        ['8 take'],
      );
      const calls = await code.commands.executeCommand<vscode.CallHierarchyOutgoingCall[]>(
        'vscode.provideOutgoingCalls',
        call.from,
      );
      assert.deepEqual(
        calls.map(({ to }) => to.name),
        ['put', 'take'],
      );
    },
  },
  {
    name: 'has a hierarchy of messages: who sends, and who receives',
    run: async code => {
      const { document, at } = await open(code, 'Put(1)');
      const [item] = await code.commands.executeCommand<vscode.CallHierarchyItem[]>(
        'vscode.prepareCallHierarchy',
        document.uri,
        at,
      );
      assert.deepEqual(
        [item?.name, item?.detail, item?.kind],
        ['Future.Put', '(Int)', code.SymbolKind.EnumMember],
      );
      const senders = await code.commands.executeCommand<vscode.CallHierarchyIncomingCall[]>(
        'vscode.provideIncomingCalls',
        item,
      );
      assert.deepEqual(
        senders.map(({ from, fromRanges }) => [
          from.name,
          ...fromRanges.map(range => shown(document, range)),
        ]),
        [['put', '2 f ! Put(1)']],
      );
      const receivers = await code.commands.executeCommand<vscode.CallHierarchyOutgoingCall[]>(
        'vscode.provideOutgoingCalls',
        item,
      );
      assert.deepEqual(
        receivers.map(({ to, fromRanges }) => [to.name, ...fromRanges.map(range => shown(document, range))]),
        [['take', '5 receive Put(x) from f']],
      );
    },
  },
];
