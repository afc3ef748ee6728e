// One mistake, one fault: leaves out what only follows from an earlier fault. Never leaves a broken text without any.
import type { PlacedItem, Range } from './ast.ts';
import type { SyntaxFault } from './fault.ts';
import { isReserved } from './words.ts';

/** Faults of single tokens, which no context causes. */
const LEXICAL = new Set(['E113', 'E114', 'E115', 'E116', 'E117', 'E118', 'E128']);

/** A fault that is kept, and where its line ends. */
interface Kept {
  readonly fault: SyntaxFault;
  readonly lineEnd: number;
}

/**
 * The faults of an item in order of place, without those after skipped text on its line: what stood there has lost its
 * context. After a skipped `{` that is so to the end of the item. `text` begins with the item.
 */
export function withoutConsequences(faults: readonly SyntaxFault[], text: string): readonly SyntaxFault[] {
  if (faults.length < 2) return faults;
  const kept: Kept[] = [];
  let skipped: Kept | undefined;
  let error: Kept | undefined;
  let lineEnd = -1;
  const follows = (from: Kept | undefined, { at }: SyntaxFault): boolean =>
    from !== undefined && at.start <= from.lineEnd;
  for (const fault of withoutReservedNames(faults, text)) {
    if (fault.at.start > lineEnd) lineEnd = lineEndAfter(text, fault.at.start);
    const here = { fault, lineEnd };
    if (fault.severity === 'error' && !LEXICAL.has(fault.code)) {
      const lost = skipped !== undefined && textOf(skipped.fault, text) === '{';
      if (lost || follows(skipped, fault) || (fault.code === 'E106' && follows(error, fault))) continue;
      error = here;
      if (fault.code === 'E110') skipped = here;
    } else if (fault.code === 'E114' || fault.code === 'E113') {
      error = here;
    }
    kept.push(here);
  }
  return withoutSwallowed(kept, text);
}

function textOf({ at }: SyntaxFault, text: string): string {
  return text.slice(at.start, at.end);
}

function lineEndAfter(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

/** The faults in order of place; a name that is missing where a word of the language stands is that word's fault. */
function withoutReservedNames(faults: readonly SyntaxFault[], text: string): SyntaxFault[] {
  const inOrder = faults.toSorted((a, b) => a.at.start - b.at.start || a.at.end - b.at.end);
  const out: SyntaxFault[] = [];
  for (let i = 0; i < inOrder.length; i++) {
    const fault = inOrder[i];
    const next = inOrder[i + 1];
    if (fault === undefined) continue;
    const word = next?.code === 'E110' ? textOf(next, text) : '';
    const isName =
      fault.code === 'E102' && next !== undefined && text.slice(fault.at.end, next.at.start).trim() === '';
    if (!isName || !isReserved(word)) {
      out.push(fault);
      continue;
    }
    i++;
    out.push({
      code: 'E112',
      severity: 'error',
      at: next.at,
      message: `\`${word}\` is a word of the language; choose another name.`,
      fixes: [
        {
          title: `Rename it to \`${word}'\``,
          edits: [{ range: { start: next.at.end, end: next.at.end }, text: "'" }],
        },
      ],
    });
  }
  return out;
}

/** Without what is said of a `let` whose `in` stands in an open string on its line. */
function withoutSwallowed(kept: readonly Kept[], text: string): SyntaxFault[] {
  const out: SyntaxFault[] = [];
  let string = Number.POSITIVE_INFINITY;
  for (const { fault, lineEnd } of kept.toReversed()) {
    if (fault.code === 'E114' && /\sin$/.test(textOf(fault, text))) string = fault.at.start;
    if (fault.code !== 'E105' || string > lineEnd) out.push(fault);
  }
  return out.reverse();
}

/** What stands at the top level: an item, or a `}` that closes nothing. */
export type Entry = PlacedItem | { readonly brace: Range };

/**
 * The items and stray braces of a text without the debris of broken definitions: bodies before a stray `}` are what
 * follows a definition that was cut short, or a definition without its `def`. One fault stands for them.
 */
export function withoutDebris(
  entries: readonly Entry[],
  outside: readonly SyntaxFault[],
  text: string,
): { readonly entries: readonly Entry[]; readonly faults: readonly SyntaxFault[] } {
  const kept: Entry[] = [];
  const faults: SyntaxFault[] = [];
  const swept: Range[] = [];
  let owner: PlacedItem | undefined;
  for (let i = 0; i < entries.length; ) {
    const entry = entries[i];
    if (!entry) break;
    if (isDeclaration(entry)) {
      owner = entry;
      kept.push(entry);
      i++;
      continue;
    }
    let end = i;
    while (entries[end] && !isDeclaration(entries[end])) end++;
    const run = entries.slice(i, end);
    i = end;
    const last = run.findLastIndex(part => 'brace' in part);
    const brace = run[last];
    const broken = owner?.item.faults.some(fault => fault.severity === 'error') ?? false;
    const body = run.slice(0, Math.max(0, last)).find(part => 'item' in part);
    // At the end of a text the body may be the program's own.
    const debris = broken || end < entries.length;
    if (!debris || !brace || !('brace' in brace) || !body || !('item' in body)) {
      for (const part of run) kept.push(part);
      continue;
    }
    const start = owner ? owner.start + owner.item.at.end : 0;
    swept.push({ start, end: brace.brace.end });
    for (const part of run.slice(last + 1)) kept.push(part);
    if (broken) continue;
    if (body.start === 0 || text[body.start - 1] === '\n') {
      const word = /^\S+?(?![A-Za-z0-9_'])/.exec(text.slice(body.start, body.start + 60))?.[0].length ?? 1;
      faults.push({
        code: 'E137',
        severity: 'error',
        at: { start: body.start, end: body.start + word },
        message: 'Here a definition or an interface should begin, with `def` or `interface`.',
        fixes: [itemWord(body.start, word, text)],
      });
    } else {
      faults.push({
        code: 'E109',
        severity: 'error',
        at: brace.brace,
        message: 'This `}` closes nothing: an earlier `}` has already closed the definition.',
        related: [
          {
            at: { start: body.start, end: body.start + 1 },
            message: 'This stands outside every definition.',
          },
        ],
      });
    }
  }
  return { entries: kept, faults: [...outsideOf(swept, outside), ...faults] };
}

/** The faults that are in none of the ranges, which are in order and do not overlap. */
function outsideOf(ranges: readonly Range[], faults: readonly SyntaxFault[]): SyntaxFault[] {
  let next = 0;
  return faults
    .toSorted((a, b) => a.at.start - b.at.start)
    .filter(({ at }) => {
      while ((ranges[next]?.end ?? Number.POSITIVE_INFINITY) < at.end) next++;
      return !((ranges[next]?.start ?? Number.POSITIVE_INFINITY) <= at.start);
    });
}

/** Writes the word that begins an item: in front of its name, or in place of a misspelt one. */
function itemWord(start: number, length: number, text: string): NonNullable<SyntaxFault['fixes']>[number] {
  const rest = text.slice(start + length, start + length + 200);
  const word = /^\s+[A-Z][\w']*\s*\{/.test(rest) ? 'interface' : 'def';
  const isMisspelt = /^\s+[A-Za-z][\w']*\s*[({]/.test(rest);
  const range = { start, end: isMisspelt ? start + length : start };
  return isMisspelt
    ? { title: `Write \`${word}\``, edits: [{ range, text: word }], spelling: true }
    : { title: `Write \`${word}\``, edits: [{ range, text: `${word} ` }] };
}

function isDeclaration(entry: Entry | undefined): entry is PlacedItem {
  return entry !== undefined && 'item' in entry && entry.item.kind !== 'body';
}
