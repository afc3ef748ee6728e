// Formatting as the editor asks for it: documents, selections, and what a key has closed.
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { type Code, edit, type HostTest, openText, rangeOf, untilChecked } from './support.ts';

const untidy = `interface  Box{Put( Int )}
def  f( mb:Box ! ):Unit{
   mb!Put( 1 ); # first
 mb!Put( 2 ) }



f( new[ Box ] )
`;
const tidy = `interface Box { Put(Int) }

def f(mb: Box!): Unit {
  mb ! Put(1); # first
  mb ! Put(2)
}

f(new[Box])
`;
const options: vscode.FormattingOptions = { tabSize: 2, insertSpaces: true };

async function applied(code: Code, document: vscode.TextDocument, edits: vscode.TextEdit[]): Promise<string> {
  const change = new code.WorkspaceEdit();
  change.set(document.uri, edits);
  assert.ok(await code.workspace.applyEdit(change));
  return document.getText();
}

async function asked(code: Code, command: string, ...args: unknown[]): Promise<vscode.TextEdit[]> {
  return (await code.commands.executeCommand<vscode.TextEdit[] | undefined>(command, ...args)) ?? [];
}

async function checked(code: Code, text: string): Promise<vscode.TextDocument> {
  const document = await openText(code, text);
  await untilChecked(code, document);
  return document;
}

export const formattingTests: readonly HostTest[] = [
  {
    name: 'formats a document with edits of white space alone, and then has nothing to do',
    run: async code => {
      const document = await checked(code, untidy);
      const edits = await asked(code, 'vscode.executeFormatDocumentProvider', document.uri, options);
      for (const { newText } of edits) assert.match(newText, /^\s*$/);
      assert.equal(await applied(code, document, edits), tidy);
      assert.deepEqual(await asked(code, 'vscode.executeFormatDocumentProvider', document.uri, options), []);
    },
  },
  {
    name: 'formats the steps that a selection touches',
    run: async code => {
      const document = await checked(code, untidy);
      const range = rangeOf(code, document, 'Put( 2 )');
      const edits = await asked(code, 'vscode.executeFormatRangeProvider', document.uri, range, options);
      assert.equal(
        await applied(code, document, edits),
        untidy.replace(' mb!Put( 2 ) }', '   mb ! Put(2) }'),
      );
    },
  },
  {
    name: 'formats the step that a `;` ends and the definition that a `}` closes',
    run: async code => {
      const document = await checked(code, untidy);
      const step = rangeOf(code, document, 'mb!Put( 1 );').end;
      const provider = 'vscode.executeFormatOnTypeProvider';
      const after = await applied(
        code,
        document,
        await asked(code, provider, document.uri, step, ';', options),
      );
      assert.equal(after, untidy.replace('   mb!Put( 1 );', '  mb ! Put(1);'));
      const brace = rangeOf(code, document, 'Put( 2 ) }').end;
      const closed = await applied(
        code,
        document,
        await asked(code, provider, document.uri, brace, '}', options),
      );
      assert.equal(
        closed,
        tidy
          .replace('}\n\ndef', '}\ndef')
          .replace('interface Box { Put(Int) }', 'interface  Box{Put( Int )}')
          .replace('}\n\nf(new[Box])', '}\n\n\n\nf( new[ Box ] )'),
      );
    },
  },
  {
    name: 'is the formatter of the command Format Document, and indents as the editor is set',
    run: async code => {
      const document = await checked(code, untidy);
      await code.commands.executeCommand('editor.action.formatDocument');
      assert.equal(document.getText(), tidy);
      const editor = code.window.activeTextEditor;
      assert.ok(editor !== undefined);
      editor.options = { insertSpaces: false, tabSize: 4 };
      await edit(code, document, untidy);
      await untilChecked(code, document);
      await code.commands.executeCommand('editor.action.formatDocument');
      assert.equal(document.getText(), tidy.replaceAll('\n  ', '\n\t'));
    },
  },
];
