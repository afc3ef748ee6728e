// One mistake, one fault: leaves out what only follows from an earlier fault. Never leaves a broken text without any.
import type { PlacedItem, Range } from './ast.ts';
import type { SyntaxFault } from './fault.ts';
import { isReserved } from './words.ts';

/** Faults of single tokens, which no context causes. */
const LEXICAL = new Set(['E113', 'E114', 'E115', 'E116', 'E117', 'E118', 'E128']);

/**
 * The faults of an item in order of place, without those after skipped text on its line: what stood there has lost its
 * context. After a skipped `{` that is so to the end of the item. `slice` gives the item's text.
 */
export function withoutConsequences(
  faults: readonly SyntaxFault[],
  slice: (start: number, end: number) => string,
): readonly SyntaxFault[] {
  if (faults.length < 2) return faults;
  const kept: SyntaxFault[] = [];
  let skipped: Range | undefined;
  let error: Range | undefined;
  const follows = (from: Range | undefined, fault: SyntaxFault): boolean =>
    from !== undefined && !slice(from.start, fault.at.start).includes('\n');
  for (const fault of withoutReservedNames(faults, slice)) {
    if (fault.severity === 'error' && !LEXICAL.has(fault.code)) {
      const lost = skipped !== undefined && slice(skipped.start, skipped.end) === '{';
      if (lost || follows(skipped, fault) || (fault.code === 'E106' && follows(error, fault))) continue;
      error = fault.at;
      if (fault.code === 'E110') skipped = fault.at;
    } else if (fault.code === 'E114' || fault.code === 'E113') {
      error = fault.at;
    }
    kept.push(fault);
  }
  return kept.filter(fault => fault.code !== 'E105' || !swallowedIn(fault, kept, slice));
}

/** The faults in order of place; a name that is missing where a word of the language stands is that word's fault. */
function withoutReservedNames(
  faults: readonly SyntaxFault[],
  slice: (start: number, end: number) => string,
): SyntaxFault[] {
  const inOrder = faults.toSorted((a, b) => a.at.start - b.at.start || a.at.end - b.at.end);
  const out: SyntaxFault[] = [];
  for (let i = 0; i < inOrder.length; i++) {
    const fault = inOrder[i];
    const next = inOrder[i + 1];
    if (fault === undefined) continue;
    const word = next?.code === 'E110' ? slice(next.at.start, next.at.end) : '';
    const isName =
      fault.code === 'E102' && next !== undefined && slice(fault.at.end, next.at.start).trim() === '';
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

/** Whether the `in` that a `let` lacks stands in an open string on its line. */
function swallowedIn(
  { at }: SyntaxFault,
  faults: readonly SyntaxFault[],
  slice: (start: number, end: number) => string,
): boolean {
  return faults.some(
    string =>
      string.code === 'E114' &&
      string.at.start > at.start &&
      /\sin$/.test(slice(string.at.start, string.at.end)) &&
      !slice(at.start, string.at.start).includes('\n'),
  );
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
      kept.push(...run);
      continue;
    }
    const start = owner ? owner.start + owner.item.at.end : 0;
    swept.push({ start, end: brace.brace.end });
    kept.push(...run.slice(last + 1));
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
  const left = outside.filter(
    fault => !swept.some(range => range.start <= fault.at.start && fault.at.end <= range.end),
  );
  return { entries: kept, faults: [...left, ...faults] };
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
