// Inlay hints, code lenses and code actions as the editor asks for them, with their edits applied.
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { future } from '../programs.ts';
import {
  type Code,
  edit,
  type HostTest,
  openText,
  rangeOf,
  until,
  untilChecked,
  untilErrors,
} from './support.ts';

function wholeOf(code: Code, document: vscode.TextDocument): vscode.Range {
  return new code.Range(new code.Position(0, 0), document.positionAt(document.getText().length));
}

async function hints(code: Code, document: vscode.TextDocument): Promise<vscode.InlayHint[]> {
  return code.commands.executeCommand<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    wholeOf(code, document),
  );
}
const labelOf = ({ label }: vscode.InlayHint): string =>
  typeof label === 'string' ? label : label.map(part => part.value).join('');

async function lenses(code: Code, document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
  return code.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
}

async function actions(
  code: Code,
  document: vscode.TextDocument,
  at: vscode.Range,
  kind: string,
): Promise<vscode.CodeAction[]> {
  return code.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    at,
    kind,
  );
}

async function applyOnly(code: Code, found: readonly vscode.CodeAction[], title: RegExp): Promise<void> {
  const wanted = found.filter(action => title.test(action.title));
  assert.equal(wanted.length, 1, `offered: ${found.map(action => action.title).join(', ') || 'nothing'}`);
  const [action] = wanted;
  assert.ok(action?.edit, 'the action has an edit');
  assert.ok(await code.workspace.applyEdit(action.edit), 'the edit was applied');
}

async function withSettings(
  code: Code,
  values: Readonly<Record<string, unknown>>,
  run: () => Promise<void>,
): Promise<void> {
  const settings = code.workspace.getConfiguration('pat');
  const set = async (value: (key: string) => unknown): Promise<void> => {
    for (const key of Object.keys(values))
      await settings.update(key, value(key), code.ConfigurationTarget.Workspace);
  };
  try {
    await set(key => values[key]);
    await run();
  } finally {
    await set(() => undefined);
  }
}

export const hintsAndActions: readonly HostTest[] = [
  {
    name: 'hints at the pattern that was left out, at what a new mailbox holds and at what remains',
    run: async code => {
      const document = await openText(code, future);
      await untilChecked(code, document);
      const found = await hints(code, document);
      assert.deepEqual(
        found.map(hint => [document.lineAt(hint.position).text.trim().split(' ')[0], labelOf(hint)]),
        [
          ['def', 'Put'],
          ['let', '?Put'],
          ['receive', 'now empty'],
        ],
      );
      const [pattern] = found;
      assert.ok(pattern?.textEdits);
      const change = new code.WorkspaceEdit();
      change.set(document.uri, pattern.textEdits);
      assert.ok(await code.workspace.applyEdit(change));
      assert.match(document.getText(), /def put\(f: Future!Put\): Unit/);
      assert.deepEqual((await hints(code, document)).map(labelOf), ['?Put', 'now empty']);
    },
  },
  {
    name: 'hints at what the settings ask for, as soon as they change',
    run: async code => {
      const document = await openText(code, future);
      await untilChecked(code, document);
      const untilHints = (labels: readonly string[]): Promise<void> =>
        until(
          async () => (await hints(code, document)).map(labelOf).join() === labels.join(),
          () => `the hints ${labels.join()}`,
        );
      await untilHints(['Put', '?Put', 'now empty']);
      await withSettings(code, { 'inlayHints.patterns': false }, () => untilHints(['now empty']));
      await withSettings(code, { 'inlayHints.remaining': false }, () => untilHints(['Put', '?Put']));
      await untilHints(['Put', '?Put', 'now empty']);
    },
  },
  {
    name: 'has lenses for references and to run, with commands that it has',
    run: async code => {
      const document = await openText(code, future);
      await untilChecked(code, document);
      const found = await lenses(code, document);
      assert.deepEqual(
        found.map(lens => [document.lineAt(lens.range.start).text, lens.command?.title]),
        [
          ['interface Future { Put(Int) }', '2 references'],
          ['def put(f: Future!): Unit {', '1 reference'],
          ['def main(): Unit {', '1 reference'],
          ['main()', '▶ Run'],
        ],
      );
      const commands = new Set(await code.commands.getCommands(true));
      for (const { command } of found) assert.ok(commands.has(command?.command ?? ''), command?.command);
      await withSettings(code, { 'codeLens.references': false, 'codeLens.run': false }, () =>
        until(
          async () => (await lenses(code, document)).length === 0,
          () => 'no lenses',
        ),
      );
    },
  },
  {
    name: 'extracts the selected expression to a definition that is accepted',
    run: async code => {
      const document = await openText(code, future);
      await untilChecked(code, document);
      const selected = rangeOf(code, document, 'concat("the answer is ", intToString(n))');
      const found = await actions(code, document, selected, code.CodeActionKind.RefactorExtract.value);
      await applyOnly(code, found, /^Extract to a definition$/);
      assert.match(document.getText(), /def extracted\(n: Int\): String \{\n {2}concat\("the answer is "/);
      assert.match(document.getText(), /print\(extracted\(n\)\)/);
      await untilChecked(code, document);
      assert.deepEqual(code.languages.getDiagnostics(document.uri), []);
    },
  },
  {
    name: 'inlines a let where that changes nothing, and offers nothing where it would',
    run: async code => {
      const document = await openText(code, 'let n = rand(5) in\nprint(intToString(n))\n');
      await untilChecked(code, document);
      const kind = code.CodeActionKind.RefactorInline.value;
      await applyOnly(
        code,
        await actions(code, document, rangeOf(code, document, 'let'), kind),
        /^Inline `n`$/,
      );
      assert.equal(document.getText(), 'print(intToString(rand(5)))\n');
      await edit(code, document, 'let n = rand(5) in\nprint("a");\nprint(intToString(n))\n');
      assert.deepEqual(await actions(code, document, rangeOf(code, document, 'let'), kind), []);
    },
  },
  {
    name: 'adds the clauses that a guard lacks from inside of it',
    run: async code => {
      const document = await openText(
        code,
        future
          .replace('{ Put(Int) }', '{ Put(Int), Stop() }')
          .replace('guard f : Put', 'guard f : Put + Stop'),
      );
      await untilErrors(code, document, found => found.length > 0, 'the missing clause');
      const found = await actions(code, document, rangeOf(code, document, 'free(f)'), 'quickfix');
      await applyOnly(code, found, /^Add a clause for `Stop`$/);
      await untilErrors(code, document, left => left.length === 0, 'no error');
      assert.match(document.getText(), /receive Stop\(\) from f -> free\(f\)/);
    },
  },
  {
    name: 'writes all inferred patterns',
    run: async code => {
      const document = await openText(code, future);
      await untilChecked(code, document);
      const found = await actions(
        code,
        document,
        rangeOf(code, document, 'main()'),
        code.CodeActionKind.Source.append('writePatterns').value,
      );
      await applyOnly(code, found, /^Write all inferred patterns$/);
      assert.match(document.getText(), /def put\(f: Future!Put\): Unit/);
      await untilChecked(code, document);
      assert.deepEqual(code.languages.getDiagnostics(document.uri), []);
    },
  },
  {
    name: 'corrects all spellings at once on Fix All',
    run: async code => {
      const document = await openText(code, 'if (rand()) then { printt("a"); } else { print("b") }\n');
      await untilErrors(code, document, found => found.length > 0, 'the misspelt name');
      await code.commands.executeCommand('editor.action.fixAll');
      await until(
        () => document.getText() === 'if (randBool()) { print("a") } else { print("b") }\n',
        () => `the spellings to be right: ${document.getText()}`,
        code.workspace.onDidChangeTextDocument,
      );
    },
  },
];
