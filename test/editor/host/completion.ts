// Completion as the editor and other extensions ask for it.
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { type Code, type HostTest, openText, untilChecked } from './support.ts';

/** The suggestions at `‸` in a text; `sign` as if it had just been typed. */
async function complete(code: Code, fixture: string, sign?: string): Promise<vscode.CompletionItem[]> {
  const offset = fixture.indexOf('‸');
  const document = await openText(code, fixture.replace('‸', ''));
  const list = await code.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    document.positionAt(offset),
    sign,
  );
  return list.items;
}

function labels(items: readonly vscode.CompletionItem[]): string[] {
  return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

const declared = 'interface Future { Put(Int), Get(User!) }\ninterface User { Reply(Int) }\n';

export const completion: readonly HostTest[] = [
  {
    name: 'completes the tags of a mailbox with places for their payloads',
    run: async code => {
      const items = await complete(code, `${declared}def f(x: Future!): Unit { x ! ‸ }`, '!');
      assert.deepEqual(labels(items), ['Put', 'Get']);
      const [put] = items;
      assert.ok(put?.insertText instanceof code.SnippetString);
      assert.equal(put.insertText.value, ['Put($', '{1:n})'].join(''));
      assert.equal(put.kind, code.CompletionItemKind.EnumMember);
      assert.deepEqual(put.label, { label: 'Put', detail: '(Int)', description: 'Future' });
    },
  },
  {
    name: 'completes each construct once: there is one source of snippets',
    run: async code => {
      const found = labels(await complete(code, `${declared}‸`));
      for (const word of [
        'def',
        'interface',
        'future',
        'guard',
        'if',
        'let',
        'new',
        'spawn',
        'case',
        'caseL',
      ]) {
        assert.equal(found.filter(label => label === word).length, 1, `${word} in ${found}`);
      }
    },
  },
  {
    name: 'completes no words that merely occur in the text',
    run: async code => {
      const document = await openText(code, `${declared}# somewhere\nlet some = 1 in some`);
      await untilChecked(code, document);
      const settings = code.workspace.getConfiguration('editor', { languageId: 'pat' });
      assert.equal(settings.get('wordBasedSuggestions'), 'off');
      assert.deepEqual(await complete(code, `${declared}let so‸`), []);
    },
  },
];
