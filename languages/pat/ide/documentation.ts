// The comments that document definitions, interfaces and messages, as Markdown. Who wrote them may be a stranger: an
// image would be fetched from anywhere by just pointing at a name, and HTML is never what `Future<Int>` meant.

import type { Span } from '../../diagnostic.ts';
import type { Analysis } from '../analysis.ts';
import type { DefinitionSignature, InterfaceSignature } from '../core/lower.ts';
import type { DefinitionItem, InterfaceItem } from '../syntax/ast.ts';

/** The comment above a definition or an interface, as Markdown; undefined when there is none. */
export function documentationOf(
  analysis: Analysis,
  signature: DefinitionSignature | InterfaceSignature,
): string | undefined {
  return commentMarkdown(itemOf(analysis, signature)?.documentation);
}

/** The comment above a message in its interface, as Markdown; undefined when there is none. */
export function messageDocumentation(
  analysis: Analysis,
  signature: InterfaceSignature,
  tag: string,
): string | undefined {
  const declaration = itemOf(analysis, signature);
  if (declaration?.kind !== 'interface') return undefined;
  return commentMarkdown(declaration.messages.find(m => m.tag.text === tag)?.documentation);
}

/** The item that a signature is of, with its comments as they are now. */
function itemOf(
  analysis: Analysis,
  signature: DefinitionSignature | InterfaceSignature,
): DefinitionItem | InterfaceItem | undefined {
  for (const { item, lowered } of analysis.items) {
    if (lowered.kind !== 'body' && lowered.signature === signature && item.kind !== 'body') return item;
  }
  return undefined;
}

const fence = /^ {0,3}(?:(`{3,})[^`]*$|(~{3,}))/;

/**
 * A comment as Markdown: what the user wrote, but images become links, `<` does not begin HTML, a line under words does
 * not turn them into a heading, and a fence that stays open is closed.
 */
export function commentMarkdown(comment: string | undefined): string | undefined {
  if (comment === undefined || comment.trim() === '') return undefined;
  const out: string[] = [];
  let open: string | undefined;
  for (const line of withoutImages(comment).split('\n')) {
    const found = fence.exec(line);
    const mark = found?.[1] ?? found?.[2];
    if (open !== undefined) {
      out.push(line);
      if (mark?.startsWith(open) === true && line.trim() === mark) open = undefined;
      continue;
    }
    if (/^\s*(?:-+|=+)\s*$/.test(line)) out.push('');
    out.push(mark === undefined ? withoutHtml(line) : line);
    open = mark;
  }
  if (open !== undefined) out.push(open);
  return out.join('\n');
}

/**
 * Wherever an image could begin, also where code seems to be: what is code, only the one who shows it knows. `![R]` and
 * `![U]` are usages; they could be images only with a destination.
 */
function withoutImages(comment: string): string {
  return comment.replace(/!\[(?!\s*[RU]\s*\](?![([]))/g, '! [').replace(/^([ \t]*)(?=\[[RU]\]:)/gm, '$1\\');
}

function withoutHtml(line: string): string {
  let out = '';
  let at = 0;
  for (const { start, end } of codeSpans(line)) {
    out += escapeTags(line.slice(at, start)) + line.slice(start, end);
    at = end;
  }
  return out + escapeTags(line.slice(at));
}

/** What stands between backticks, and as many backticks again. */
function codeSpans(line: string): Span[] {
  const runs = [...line.matchAll(/`+/g)].map(({ index, 0: { length } }) => ({ index, length }));
  const later = new Map<number, number>();
  const closing = runs.map(() => -1);
  for (const [i, { length }] of [...runs.entries()].reverse()) {
    closing[i] = later.get(length) ?? -1;
    later.set(length, i);
  }
  const spans: Span[] = [];
  for (let i = 0; i < runs.length; i++) {
    const start = runs[i];
    const end = runs[closing[i] ?? -1];
    if (start === undefined || end === undefined) continue;
    spans.push({ start: start.index, end: end.index + end.length });
    i = closing[i] ?? i;
  }
  return spans;
}

/** `<` begins a link or nothing. */
function escapeTags(text: string): string {
  return text.replace(/\S+/g, word => {
    const end = word.lastIndexOf('>');
    return word.replace(
      /(?<!\\)(\\*)<(https?:\/\/)?/g,
      (all, backslashes: string, scheme: string | undefined, at: number) => {
        const isLink = scheme !== undefined && end > at + all.length;
        return isLink || backslashes.length % 2 === 1 ? all : `${backslashes}\\<${scheme ?? ''}`;
      },
    );
  });
}

/** Code of the language in Markdown. */
export function codeBlock(text: string): string {
  return `\`\`\`pat\n${text}\n\`\`\``;
}
