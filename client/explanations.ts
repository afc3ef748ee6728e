// What a code means, as a page: *Pat: Explain Error Code* shows it beside the program, and links on diagnostics and in
// comments lead to it. The page comes from the extension itself, so it opens in a browser and in a remote window too. That
// it is shown rendered, not as Markdown, says `workbench.editorAssociations` among the manifest's `configurationDefaults`;
// a link that runs a command would do as well in some places, but not in a hover.
import * as vscode from 'vscode';
import { section } from '../host/product.ts';
import { descriptions as languages } from '../languages/all.ts';
import { type Catalogue, explanationPage, findEntry, listCodes } from '../languages/explain/catalogue.ts';

/** Documents of this scheme are made when they are read: `pat-explain:/pat-E401.md`. */
const scheme = `${section}-explain`;

/** What the server is told about it. */
export const explanationOption = { explanation: `${scheme}:/{code}.md` };

/** Registers `pat.explain`, which takes a code, or asks for one. */
export function explanations(): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: ({ path }) => {
        const code = path.replace(/^\/|\.md$/g, '');
        const found = find(code);
        return (found && explanationPage(found.catalogue, found.code)) ?? '';
      },
    }),
    vscode.commands.registerCommand(`${section}.explain`, async (given?: unknown) => {
      const code = typeof given === 'string' ? given : await chooseCode();
      if (code !== undefined) await show(code);
    }),
  );
}

/** The catalogue that a code is in, and the code as it is written there. */
function find(written: string): { readonly catalogue: Catalogue; readonly code: string } | undefined {
  for (const { catalogue } of languages) {
    const found = findEntry(catalogue, written);
    if (found !== undefined) return { catalogue, code: found.code };
  }
  return undefined;
}

async function show(written: string): Promise<void> {
  const found = find(written);
  if (found === undefined) {
    void vscode.window.showInformationMessage(
      `There is no diagnostic ${written}. Codes look like ${languages[0]?.id}-E401.`,
    );
    return;
  }
  const page = vscode.Uri.from({ scheme, path: `/${found.code}.md` });
  try {
    await vscode.commands.executeCommand('markdown.showPreviewToSide', page);
  } catch {
    // Somebody may do without VS Code's own Markdown extension.
    await vscode.window.showTextDocument(page, { viewColumn: vscode.ViewColumn.Beside, preview: true });
  }
}

interface CodeItem extends vscode.QuickPickItem {
  readonly code?: string;
}

/** Asks for a code; those of the active file come first, the ones at the cursor before the others. */
async function chooseCode(): Promise<string | undefined> {
  const here = codesOf(vscode.window.activeTextEditor);
  const all = languages.flatMap(({ catalogue }) => listCodes(catalogue));
  const item = ({ code, title }: (typeof all)[number]): CodeItem => ({
    label: code,
    description: title,
    code,
  });
  const inFile = here.flatMap(code => all.filter(entry => entry.code === code));
  const separator = (label: string): CodeItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const items = [
    ...(inFile.length === 0 ? [] : [separator('in this file'), ...inFile.map(item), separator('all')]),
    ...all.filter(({ code }) => !here.includes(code)).map(item),
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    placeHolder: 'What does a code mean?',
    matchOnDescription: true,
  });
  return chosen?.code;
}

function codesOf(editor: vscode.TextEditor | undefined): string[] {
  if (editor === undefined) return [];
  const { selection, document } = editor;
  const ids = languages.map(({ id }) => id);
  const found = vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source }) => ids.includes(source ?? ''));
  const atCursor = found.filter(({ range }) => range.intersection(selection) !== undefined);
  const codes = [...atCursor, ...found].map(({ code }) =>
    String(typeof code === 'object' ? code.value : code),
  );
  return [...new Set(codes)];
}
