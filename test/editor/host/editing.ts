// What helps while a program is written, through the commands that every other extension can use: signature help, hovers
// with comments, links of codes, selection ranges, tokens with modifiers, folds.
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { future } from '../programs.ts';
import { type Code, type HostTest, hover, openText, rangeOf, until, untilChecked } from './support.ts';

const program = `# region types
# Holds one value.
interface Box {
  # Fills it.
  Put(Int),
  Get(User!)
}
interface User { Reply(Int) }
# endregion

# Takes the value out; see pat-E402.
def take(b: Box?, spare: Int): Unit {
  guard b : Put {
    receive Put(n) from b ->
      print(intToString(n));
      free(b)
  }
}
let b = new[Box] in
b ! Put(1);
take(b, 2)
`;

/** Each token as its word, type and modifiers. */
async function tokensOf(code: Code, document: vscode.TextDocument): Promise<string[]> {
  const legend = await code.commands.executeCommand<vscode.SemanticTokensLegend>(
    'vscode.provideDocumentSemanticTokensLegend',
    document.uri,
  );
  const { data } = await code.commands.executeCommand<vscode.SemanticTokens>(
    'vscode.provideDocumentSemanticTokens',
    document.uri,
  );
  const tokens: string[] = [];
  let line = 0;
  let character = 0;
  for (let i = 0; i < data.length; i += 5) {
    const [lines = 0, characters = 0, length = 0, type = 0, bits = 0] = data.subarray(i, i + 5);
    line += lines;
    character = lines === 0 ? character + characters : characters;
    const word = document.getText(new code.Range(line, character, line, character + length));
    const modifiers = legend.tokenModifiers.filter((_, bit) => (bits & (1 << bit)) !== 0);
    tokens.push([word, legend.tokenTypes[type], ...modifiers].join(' '));
  }
  return tokens;
}

export const editing: readonly HostTest[] = [
  {
    name: 'helps with the signature of a call, with solved patterns, its comment and the active parameter',
    run: async code => {
      const document = await openText(code, program);
      const at = rangeOf(code, document, 'take(b, 2').end;
      const help = await code.commands.executeCommand<vscode.SignatureHelp>(
        'vscode.executeSignatureHelpProvider',
        document.uri,
        at,
        ',',
      );
      const [signature] = help.signatures;
      assert.equal(signature?.label, 'take(b: Box?Put[R], spare: Int): Unit');
      assert.equal(help.activeParameter, 1);
      assert.deepEqual(signature?.parameters[1]?.label, [20, 30]);
      const { documentation } = signature ?? {};
      assert.match(
        typeof documentation === 'object' ? documentation.value : '',
        /^Takes the value out; see pat-E402\.$/,
      );
    },
  },
  {
    name: 'hovers with the comments of definitions, interfaces and messages, and with what words do',
    run: async code => {
      const document = await openText(code, program);
      const said = (text: string): Promise<string> =>
        hover(code, document, rangeOf(code, document, text).start);
      assert.match(await said('take(b, 2)'), /Takes the value out/);
      assert.match(await said('Box] in'), /Holds one value/);
      assert.match(await said('Put(1)'), /Fills it/);
      assert.match(await said('Put(n)'), /Fills it/);
      assert.match(await said('new['), /Makes an empty mailbox/);
      assert.match(await said('?, spare'), /the right to receive/);
    },
  },
  {
    name: 'links a code in a comment to the page that explains it',
    run: async code => {
      const document = await openText(code, program);
      await untilChecked(code, document);
      const links = await code.commands.executeCommand<vscode.DocumentLink[]>(
        'vscode.executeLinkProvider',
        document.uri,
      );
      const link = links.find(({ range }) => document.getText(range) === 'pat-E402');
      assert.equal(link?.target?.toString(), 'pat-explain:/pat-E402.md');
      assert.equal(link?.tooltip, 'Mailbox holds what its receiver does not handle');
    },
  },
  {
    name: 'shows the page about a code when the command is given one',
    run: async code => {
      await openText(code, program);
      await code.commands.executeCommand('pat.explain', 'pat-E402');
      const page = (): vscode.TextDocument | undefined =>
        code.workspace.textDocuments.find(({ uri }) => uri.scheme === 'pat-explain');
      await until(
        () => page() !== undefined,
        () => 'the page to be open',
      );
      assert.match(page()?.getText() ?? '', /^# pat-E402: Mailbox holds what its receiver does not handle\n/);
      await code.commands.executeCommand('workbench.action.closeEditorsInOtherGroups');
      await code.commands.executeCommand('workbench.action.closeAllEditors');
      await openText(code, program);
    },
  },
  {
    name: 'expands the selection from a name over its call and statement to the file, at several cursors',
    run: async code => {
      const document = await openText(code, program);
      const positions = ['n));', 'b, 2'].map(text => rangeOf(code, document, text).start);
      const found = await code.commands.executeCommand<vscode.SelectionRange[]>(
        'vscode.executeSelectionRangeProvider',
        document.uri,
        positions,
      );
      const chains = found.map(first => {
        const texts: string[] = [];
        for (let s: vscode.SelectionRange | undefined = first; s !== undefined; s = s.parent) {
          if (s.parent !== undefined) assert.ok(s.parent.range.contains(s.range));
          texts.push(document.getText(s.range));
        }
        return texts;
      });
      assert.deepEqual(
        ['n', 'intToString(n)', 'print(intToString(n))', 'print(intToString(n));'].filter(
          text => !chains[0]?.includes(text),
        ),
        [],
      );
      assert.deepEqual(
        ['b', 'b, 2', '(b, 2)', 'take(b, 2)'].filter(text => !chains[1]?.includes(text)),
        [],
      );
      assert.equal(chains[1]?.at(-1), program);
    },
  },
  {
    name: 'tells by modifiers what is sent, received, returnable and never used',
    run: async code => {
      const tokens = await tokensOf(code, await openText(code, program));
      for (const wanted of [
        'Put enumMember send',
        'Put enumMember receive',
        'Box interface returnable',
        'User interface',
        'b parameter declaration returnable',
        'spare parameter declaration unused',
        'take function',
      ]) {
        assert.ok(tokens.includes(wanted), `${wanted} is not among ${tokens.join(', ')}`);
      }
    },
  },
  {
    name: 'shows a name that is never used fainter, and says nothing of it among the problems',
    run: async code => {
      const document = await openText(code, program);
      await untilChecked(code, document);
      const found = code.languages.getDiagnostics(document.uri);
      assert.deepEqual(
        found.map(({ severity, tags, range }) => [severity, tags, document.getText(range)]),
        [[code.DiagnosticSeverity.Hint, [code.DiagnosticTag.Unnecessary], 'spare']],
      );
    },
  },
  {
    name: 'folds regions, clauses and interfaces',
    run: async code => {
      const document = await openText(code, program);
      const folds = await code.commands.executeCommand<vscode.FoldingRange[]>(
        'vscode.executeFoldingRangeProvider',
        document.uri,
      );
      const line = (text: string): number => rangeOf(code, document, text).start.line;
      const found = folds.map(({ start, end, kind }) => [start, end, kind]);
      assert.deepEqual(found[0], [0, line('# endregion'), code.FoldingRangeKind.Region]);
      for (const wanted of [
        [line('interface Box'), line('Get(User!)'), undefined],
        [line('receive Put'), line('free(b)'), undefined],
      ]) {
        assert.ok(
          found.some(fold => JSON.stringify(fold) === JSON.stringify(wanted)),
          `${wanted} is not among ${JSON.stringify(found)}`,
        );
      }
    },
  },
  {
    name: 'finds nothing unused in a program that uses all',
    run: async code => {
      const document = await openText(code, future);
      await untilChecked(code, document);
      assert.deepEqual(code.languages.getDiagnostics(document.uri), []);
    },
  },
];
