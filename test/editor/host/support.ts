// What the tests inside the extension host share: documents that were never on the disk, edits, and waiting for what the
// editor knows of them.
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';

export type Code = typeof vscode;

export interface HostTest {
  /** A sentence about behaviour. */
  readonly name: string;
  /** It looks at files or processes of this machine, so it cannot run in a browser. Tests without it run in both. */
  readonly needsNode?: true;
  /** Rejects when the behaviour is not there. */
  readonly run: (code: Code) => Promise<void>;
}

export const extensionId = 'behavioural-types.behavioural-types';

/** Milliseconds that anything in the editor may take on a busy machine. */
export const patience = 15_000;

/** Waits until a condition holds, looking whenever `event` fires and now and then. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what: () => string,
  event?: vscode.Event<unknown>,
): Promise<void> {
  const end = Date.now() + patience;
  let wake = (): void => {};
  const listening = event?.(() => wake());
  try {
    while (!(await holds())) {
      if (Date.now() > end) throw new assert.AssertionError({ message: `waited in vain for ${what()}` });
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, 100);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  } finally {
    listening?.dispose();
  }
}

let opened = 0;

/**
 * Opens a document that was never on the disk. Each has a name of its own: the editor would give the name of the
 * document that is just being closed to the next, and mix their texts.
 */
export async function openText(code: Code, content: string): Promise<vscode.TextDocument> {
  opened++;
  // In a virtual folder it must be said where in the folder it would be.
  const place = code.workspace.workspaceFolders?.[0]?.uri.scheme === 'file' ? '' : '/';
  const name = code.Uri.parse(`untitled:${place}text-${opened}.pat`);
  const document = await code.workspace.openTextDocument(name);
  await code.window.showTextDocument(document);
  await edit(code, document, content);
  return document;
}

/** Replaces a part of the document, or all of it. */
export async function edit(
  code: Code,
  document: vscode.TextDocument,
  text: string,
  at?: vscode.Range,
): Promise<void> {
  const all = new code.Range(new code.Position(0, 0), document.positionAt(document.getText().length));
  const change = new code.WorkspaceEdit();
  change.replace(document.uri, at ?? all, text);
  assert.ok(await code.workspace.applyEdit(change), 'the edit was not applied');
}

export function rangeOf(code: Code, document: vscode.TextDocument, text: string): vscode.Range {
  const start = document.getText().indexOf(text);
  assert.ok(start >= 0, `the document does not hold ${text}`);
  return new code.Range(document.positionAt(start), document.positionAt(start + text.length));
}

export function errors(code: Code, document: vscode.TextDocument): vscode.Diagnostic[] {
  return code.languages
    .getDiagnostics(document.uri)
    .filter(diagnostic => diagnostic.severity === code.DiagnosticSeverity.Error);
}

export async function untilErrors(
  code: Code,
  document: vscode.TextDocument,
  holds: (found: readonly vscode.Diagnostic[]) => boolean,
  what: string,
): Promise<vscode.Diagnostic[]> {
  await until(
    () => holds(errors(code, document)),
    () => `${what}; the errors are ${JSON.stringify(errors(code, document))}`,
    code.languages.onDidChangeDiagnostics,
  );
  return errors(code, document);
}

/** Waits until the server knows the text as it is now: a fault put at its end is reported, and gone when taken away. */
export async function untilChecked(code: Code, document: vscode.TextDocument): Promise<void> {
  const end = document.positionAt(document.getText().length);
  await edit(code, document, '\n; nothingOfThisName', new code.Range(end, end));
  await untilErrors(
    code,
    document,
    found => found.some(e => e.range.start.line > end.line),
    'the server to look at the text',
  );
  await edit(code, document, '', new code.Range(end, document.positionAt(document.getText().length)));
  await untilErrors(
    code,
    document,
    found => !found.some(e => e.range.start.line > end.line),
    'the server to look at the text again',
  );
}

export async function hover(code: Code, document: vscode.TextDocument, at: vscode.Position): Promise<string> {
  const found = await code.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    at,
  );
  return found
    .flatMap(({ contents }) => contents)
    .map(part => (typeof part === 'string' ? part : part.value))
    .join('\n');
}

export function extension(code: Code): vscode.Extension<unknown> {
  const found = code.extensions.getExtension(extensionId);
  assert.ok(found, `the extension ${extensionId} is not there`);
  return found;
}
