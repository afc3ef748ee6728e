// `textDocument/completion`: suggestions as snippets or as plain text, whatever the client can take. All of them replace
// the same word, so clients that understand defaults for a list are told so once.
import {
  type CompletionClientCapabilities,
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  CompletionTriggerKind,
  InsertTextFormat,
  InsertTextMode,
  type MarkupKind,
} from 'vscode-languageserver';
import { union } from '../../host/languages.ts';
import type { LineIndex } from '../../host/positions.ts';
import type * as suggested from '../../languages/ide/completion.ts';
import { toMarkup } from '../convert.ts';
import type { Client, Feature } from '../feature.ts';

export const completion: Feature = {
  capabilities: (_, languages) => ({
    completionProvider: {
      triggerCharacters: union(languages.map(({ completionTriggers }) => completionTriggers)),
      resolveProvider: false,
    },
  }),
  attach: host => {
    host.connection.onCompletion(({ textDocument: { uri }, position, context }, token) => {
      const trigger =
        context?.triggerKind === CompletionTriggerKind.TriggerCharacter
          ? context.triggerCharacter
          : undefined;
      const asked = host.find(uri)?.text;
      return host.answer(
        'completion',
        uri,
        token,
        nothing,
        ({ lines, text }, analysis) => {
          const found = analysis.completions?.(lines.offsetAt(position), trigger);
          if (found === undefined) return nothing;
          // What was typed since is behind the place that was asked about, and no part of the word there.
          const there = text === asked ? found : { ...found, replace: found.insert };
          return toCompletionList(there, lines, formOf(host.client));
        },
        position,
      );
    });
  },
};

const nothing: CompletionList = { isIncomplete: false, items: [] };

/** What a client can take of a suggestion. */
interface Form {
  readonly snippets: boolean;
  readonly formats: readonly MarkupKind[] | undefined;
  readonly labelDetails: boolean;
  readonly insertReplace: boolean;
  readonly defaultRange: boolean;
  /** How lines after the first are indented; undefined for a client that does not say, which then does it itself. */
  readonly mode: InsertTextMode | undefined;
  readonly saysMode: boolean;
  readonly kinds: readonly CompletionItemKind[] | undefined;
}

function formOf({ capabilities }: Client): Form {
  const completion: CompletionClientCapabilities = capabilities.textDocument?.completion ?? {};
  const { completionItem, completionItemKind, completionList, insertTextMode } = completion;
  const modes = completionItem?.insertTextModeSupport?.valueSet;
  const adjusts = modes?.includes(InsertTextMode.adjustIndentation);
  return {
    snippets: completionItem?.snippetSupport === true,
    formats: completionItem?.documentationFormat,
    labelDetails: completionItem?.labelDetailsSupport === true,
    insertReplace: completionItem?.insertReplaceSupport === true,
    defaultRange: completionList?.itemDefaults?.includes('editRange') === true,
    mode:
      modes === undefined ? insertTextMode : adjusts ? InsertTextMode.adjustIndentation : InsertTextMode.asIs,
    saysMode: modes !== undefined,
    kinds: completionItemKind?.valueSet,
  };
}

function toCompletionList(found: suggested.Completions, lines: LineIndex, form: Form): CompletionList {
  if (found.items.length === 0) return nothing;
  const insert = lines.rangeOf(found.insert);
  const replace = lines.rangeOf(found.replace);
  const indentation = form.mode === InsertTextMode.asIs ? found.indentation : '';
  const items = found.items.map((item, i): CompletionItem => {
    const { text, format } = written(item, form, indentation);
    const several = text.includes('\n');
    return {
      ...described(item, form),
      // Clients sort by this text; the order is ours.
      sortText: String(i).padStart(5, '0'),
      ...(item.filter === undefined ? {} : { filterText: item.filter }),
      insertTextFormat: format,
      ...(several && form.saysMode && form.mode !== undefined ? { insertTextMode: form.mode } : {}),
      ...(form.defaultRange
        ? { textEditText: text }
        : {
            textEdit: form.insertReplace
              ? { insert, replace, newText: text }
              : { range: insert, newText: text },
          }),
    };
  });
  const editRange = form.insertReplace ? { insert, replace } : insert;
  return { isIncomplete: false, items, ...(form.defaultRange ? { itemDefaults: { editRange } } : {}) };
}

function described(item: suggested.CompletionItem, form: Form): CompletionItem {
  const { label, signature, description, detail, documentation } = item;
  const shown = detail ?? (form.labelDetails ? undefined : description);
  return {
    label,
    kind: kindOf(item.kind, form),
    ...(shown === undefined ? {} : { detail: shown }),
    ...(form.labelDetails && (signature !== undefined || description !== undefined)
      ? {
          labelDetails: {
            ...(signature === undefined ? {} : { detail: signature }),
            ...(description === undefined ? {} : { description }),
          },
        }
      : {}),
    ...(documentation === undefined
      ? {}
      : {
          documentation: toMarkup(documentation, form.formats),
        }),
  };
}

const kinds: Record<suggested.CompletionKind, CompletionItemKind> = {
  variable: CompletionItemKind.Variable,
  function: CompletionItemKind.Function,
  interface: CompletionItemKind.Interface,
  type: CompletionItemKind.Class,
  message: CompletionItemKind.EnumMember,
  keyword: CompletionItemKind.Keyword,
  construct: CompletionItemKind.Snippet,
  clause: CompletionItemKind.Snippet,
  pattern: CompletionItemKind.Value,
  operator: CompletionItemKind.Operator,
};

/** For clients that do not know a kind: those of LSP 1 do not. */
const olderKinds: Partial<Record<CompletionItemKind, CompletionItemKind>> = {
  [CompletionItemKind.EnumMember]: CompletionItemKind.Enum,
  [CompletionItemKind.Operator]: CompletionItemKind.Keyword,
};

function kindOf(kind: suggested.CompletionKind, form: Form): CompletionItemKind {
  const wanted = kinds[kind];
  const known = form.kinds?.includes(wanted) ?? wanted <= CompletionItemKind.Reference;
  return known ? wanted : (olderKinds[wanted] ?? CompletionItemKind.Text);
}

function written(
  item: suggested.CompletionItem,
  form: Form,
  indentation: string,
): { readonly text: string; readonly format: InsertTextFormat } {
  const snippet = form.snippets && item.template !== undefined && item.template.length > 0;
  const text = snippet ? toSnippet(item.template ?? []) : item.text;
  return {
    text: indentation === '' ? text : text.replaceAll('\n', `\n${indentation}`),
    format: snippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
  };
}

/** A template in the snippet syntax of LSP. Of several holes of one number the first says what is in them. */
function toSnippet(parts: suggested.Template): string {
  const seen = new Set<number>();
  return parts
    .map(part => {
      if (typeof part === 'string') return escapeSnippet(part);
      const first = !seen.has(part.number);
      seen.add(part.number);
      return first && part.text !== ''
        ? `\${${part.number}:${escapeSnippet(part.text)}}`
        : `$\{${part.number}}`;
    })
    .join('');
}

function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
