// Completion: what may be written at the cursor, the best first. The text is half typed whenever this is asked: the parser
// says what may come there (`syntax/marker.ts`), and what is suggested comes from the checker, as far as it knows.
import type { CompletionItem, Completions } from '../../ide/completion.ts';
import type { Analysis } from '../analysis.ts';
import { type Marked, slotsAt } from '../syntax/marker.ts';
import type { Slot } from '../syntax/slots.ts';
import { arms, branches, continuation, items } from './completion/constructs.ts';
import { Knowledge } from './completion/knowledge.ts';
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

export type { CompletionItem, CompletionKind, Completions, Hole, Template } from '../../ide/completion.ts';

/** The signs after which an editor may ask by itself. */
export const completionTriggers = ['!', ':', '[', '.', '+'] as const;

/** What a sign that has just been typed calls for; anything else would get in the way. */
const calls: ReadonlyMap<string, readonly Slot[]> = new Map(
  Object.entries<readonly Slot[]>({
    '!': ['sent-tag', 'pattern'],
    ':': ['type', 'pattern'],
    '[': ['interface', 'usage'],
    '.': ['pattern'],
    '+': ['pattern', 'type'],
  }),
);

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
  const marked = slotsAt(analysis.parser, text, word, analysis.syntax.repairs);
  const place = new TextPlace(analysis, word);
  const found = marked
    .filter(({ slot }) => trigger === undefined || calls.get(trigger)?.includes(slot) !== false)
    .flatMap(one => suggest(place, one));
  // An item begins its line, whatever is open before it.
  const beginsLine = trigger === undefined && word.start === lineStart;
  if (beginsLine && marked.every(({ slot }) => slot !== 'new-name')) found.push(...items(place));
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

function suggest(place: TextPlace, { slot, item }: Marked): CompletionItem[] {
  switch (slot) {
    case 'new-name':
      return [];
    case 'type':
      return types(place);
    case 'capability':
      return capabilities();
    case 'usage':
      return usages();
    case 'pattern-operator':
      return patternOperators();
    case 'interface':
      return newInterfaces(place);
    case 'branches':
      return branches(place);
    case 'arm':
    case 'list-arm':
      return arms(place, slot === 'list-arm');
    case 'of':
    case 'else':
    case 'in':
      return [continuation(place, slot)];
    default: {
      const placed = item();
      if (placed === undefined) return [];
      const knowledge = new Knowledge(place.analysis, placed, slot, place.word.start);
      return suggestKnown(new Place(knowledge, place.word), slot);
    }
  }
}

/** What is around the place has a say. */
type KnownSlot = Extract<
  Slot,
  'expression' | 'pattern' | 'sent-tag' | 'clauses' | 'clause' | 'received-tag' | 'mailbox' | 'from'
>;

function suggestKnown(place: Place, slot: KnownSlot): CompletionItem[] {
  const { knowledge } = place;
  if (slot === 'expression')
    return knowledge.beginsItem() ? [...items(place), ...expressions(place)] : expressions(place);
  if (slot === 'pattern') return patterns(place);
  if (slot === 'sent-tag') return sentTags(place);
  const guard = knowledge.guard();
  if (guard === undefined) return [];
  switch (slot) {
    case 'clauses':
      return allClauses(place, guard);
    case 'clause':
      return clauses(place, guard);
    case 'received-tag':
      return receivedTags(place, guard);
    case 'mailbox':
      return mailboxNames(guard);
    case 'from':
      return fromMailbox(guard);
    default:
      return slot satisfies never;
  }
}
