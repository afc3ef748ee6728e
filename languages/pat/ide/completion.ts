// Completion: what may be written at the cursor, the best first. The text is half typed whenever this is asked: the parser
// says what may come there (`syntax/marker.ts`), and what is suggested comes from the checker, as far as it knows.
import type { Analysis } from '../analysis.ts';
import { type Slot, slotsAt } from '../syntax/marker.ts';
import { arms, branches, continuation, items } from './completion/constructs.ts';
import type { CompletionItem, Completions } from './completion/item.ts';
import { type GuardKnowledge, Knowledge } from './completion/knowledge.ts';
import {
  allClauses,
  clauses,
  fromMailbox,
  mailboxNames,
  patternOperators,
  patterns,
  receivedTags,
  sentTags,
} from './completion/messages.ts';
import { Place, TextPlace } from './completion/place.ts';
import { capabilities, newInterfaces, types, usages } from './completion/types.ts';
import { expressions } from './completion/values.ts';
import { wordAt } from './completion/words.ts';

export type { CompletionItem, CompletionKind, Completions, Hole, Template } from './completion/item.ts';

/** The signs after which an editor may ask by itself. */
export const completionTriggers = ['!', ':', '[', '.', '+'] as const;

/** What a sign that has just been typed calls for; anything else would get in the way. */
const calls: Readonly<Record<string, readonly Slot[]>> = {
  '!': ['sent-tag', 'pattern'],
  ':': ['type', 'pattern'],
  '[': ['interface', 'usage'],
  '.': ['pattern'],
  '+': ['pattern', 'type'],
};

/**
 * The suggestions at an offset; none in comments, strings and numbers, and where a new name is made up.
 * `trigger`: the sign that made the editor ask, when the user did not.
 */
export function completions(analysis: Analysis, offset: number, trigger?: string): Completions {
  const { text } = analysis;
  const lineStart = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const indentation = /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
  const word = wordAt(text, offset);
  const cursor = { start: offset, end: offset };
  if (word === undefined) return { insert: cursor, replace: cursor, indentation, items: [] };
  const slots = slotsAt(analysis.parser, text, word, analysis.syntax.repairs);
  const called = slots.filter(
    ({ slot }) => trigger === undefined || calls[trigger]?.includes(slot) !== false,
  );
  const found = called.flatMap(marked =>
    suggest(new Place(new Knowledge(analysis, marked, word.start), word), marked.slot),
  );
  // An item begins its line, whatever is open before it.
  const beginsItem =
    trigger === undefined && word.start === lineStart && slots.every(({ slot }) => slot !== 'new-name');
  if (beginsItem) found.push(...items(new TextPlace(text, word)));
  return {
    insert: { start: word.start, end: offset },
    replace: word,
    indentation,
    items: withoutDoubles(found),
  };
}

function withoutDoubles(found: readonly CompletionItem[]): CompletionItem[] {
  const seen = new Set<string>();
  return found.filter(({ label, kind, text }) => {
    const key = `${label} ${kind} ${text}`;
    return !seen.has(key) && seen.add(key);
  });
}

function suggest(place: Place, slot: Slot): CompletionItem[] {
  const inGuard = (
    suggestions: (place: Place, guard: GuardKnowledge) => CompletionItem[],
  ): CompletionItem[] => {
    const guard = place.knowledge.guard();
    return guard === undefined ? [] : suggestions(place, guard);
  };
  switch (slot) {
    case 'new-name':
      return [];
    case 'expression':
      return place.knowledge.beginsItem() ? [...items(place), ...expressions(place)] : expressions(place);
    case 'type':
      return types(place);
    case 'capability':
      return capabilities();
    case 'usage':
      return usages();
    case 'pattern':
      return patterns(place);
    case 'pattern-operator':
      return patternOperators();
    case 'sent-tag':
      return sentTags(place);
    case 'interface':
      return newInterfaces(place);
    case 'clauses':
      return inGuard(allClauses);
    case 'clause':
      return inGuard(clauses);
    case 'received-tag':
      return inGuard(receivedTags);
    case 'mailbox':
      return inGuard(mailboxNames);
    case 'from':
      return inGuard(fromMailbox);
    case 'branches':
      return branches(place);
    case 'arm':
      return arms(place, false);
    case 'list-arm':
      return arms(place, true);
    case 'of':
    case 'else':
    case 'in':
      return [continuation(place, slot)];
    default:
      return slot satisfies never;
  }
}
