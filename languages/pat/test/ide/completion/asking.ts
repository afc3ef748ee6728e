// Asks for completions in fixtures. The texts are half typed: no other text is ever completed.
import assert from 'node:assert/strict';
import { type CompletionItem, completions } from '../../../ide/completion.ts';
import type { Settings } from '../../../settings.ts';
import { withFixture } from '../fixture.ts';

const declared = `interface Future { Put(Int), Get(User!) }
interface User { Reply(Int) }
`;

interface Asked {
  readonly items: readonly CompletionItem[];
  readonly labels: readonly string[];
  /** The text that would be replaced, when the editor inserts. */
  readonly typed: string;
  /** The text that would be replaced, when the editor replaces. */
  readonly word: string;
}

export async function ask(fixture: string, trigger?: string, settings?: Settings): Promise<Asked> {
  return withFixture(
    declared + fixture,
    ({ document, offset }) => {
      const found = completions(document.analysis(), offset, trigger);
      return {
        items: found.items,
        labels: found.items.map(item => item.label),
        typed: document.text.slice(found.insert.start, found.insert.end),
        word: document.text.slice(found.replace.start, found.replace.end),
      };
    },
    settings,
  );
}

/** Exactly these, in this order. */
export async function checkAll(fixture: string, labels: readonly string[], trigger?: string): Promise<void> {
  assert.deepEqual((await ask(fixture, trigger)).labels, labels);
}

/** These first, in this order. */
export async function checkFirst(fixture: string, ...labels: string[]): Promise<void> {
  assert.deepEqual((await ask(fixture)).labels.slice(0, labels.length), labels);
}

export async function item(fixture: string, label: string): Promise<CompletionItem> {
  const { items, labels } = await ask(fixture);
  const found = items.find(i => i.label === label);
  assert.ok(found, `${label} is not among ${labels.join(', ')}`);
  return found;
}

/** What an item writes: a hole as `‹number:text›`. */
export function written({ text, template }: CompletionItem): string {
  if (template === undefined) return text;
  return template.map(p => (typeof p === 'string' ? p : `‹${p.number}${p.text && `:${p.text}`}›`)).join('');
}
