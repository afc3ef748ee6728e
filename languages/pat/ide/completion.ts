// Completion: what may be written at the cursor, the best first. The text is half typed whenever this is asked, so what
// may come is read off the words before the cursor (`completion/reader.ts`), and what is suggested there comes from the
// checker, as far as it knows.

import type { CompletionItem, Completions } from '../../ide/completion.ts';
import type { Analysis } from '../analysis.ts';
import { arms, branches, continuation, items } from './completion/constructs.ts';
import { type Expectation, expectationsOf } from './completion/expectations.ts';
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
import { Place } from './completion/place.ts';
import { readFrames } from './completion/reader.ts';
import { capabilities, newInterfaces, types, usages } from './completion/types.ts';
import { expressions } from './completion/values.ts';
import { wordsAt } from './completion/words.ts';

export type { CompletionItem, CompletionKind, Completions, Hole, Template } from '../../ide/completion.ts';

/** The signs after which an editor may ask by itself. */
export const completionTriggers = ['!', ':', '[', '.', '+'] as const;

/** What a sign that has just been typed calls for; anything else would get in the way. */
const called: ReadonlyMap<string, readonly Expectation['kind'][]> = new Map(
  Object.entries<readonly Expectation['kind'][]>({
    '!': ['sent-tag', 'pattern'],
    ':': ['type', 'pattern'],
    '[': ['new', 'usage'],
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
  const words = wordsAt(text, offset);
  if (words === undefined) {
    return {
      insert: { start: offset, end: offset },
      replace: { start: offset, end: offset },
      indentation,
      items: [],
    };
  }
  const spans = {
    insert: { start: words.start, end: offset },
    replace: { start: words.start, end: words.end },
    indentation,
  };
  const frames = readFrames(words.before);
  if (frames === undefined) return { ...spans, items: [] };
  const expected = expectationsOf(frames).filter(
    ({ kind }) => trigger === undefined || called.get(trigger)?.includes(kind) !== false,
  );
  // An item begins its line, whatever is open before it.
  if (trigger === undefined && words.start === lineStart && !expected.some(e => e.kind === 'item')) {
    const newName = expected.length === 0 && frames.at(-1)?.kind !== 'expression';
    if (!newName) expected.push({ kind: 'item' });
  }
  const place = new Place(new Knowledge(analysis, frames, words), words);
  const seen = new Set<string>();
  const found: CompletionItem[] = [];
  for (const item of expected.flatMap(expectation => suggest(place, expectation))) {
    const key = `${item.label} ${item.kind} ${item.text}`;
    if (!seen.has(key)) found.push(item);
    seen.add(key);
  }
  return { ...spans, items: found };
}

function suggest(place: Place, expected: Expectation): CompletionItem[] {
  switch (expected.kind) {
    case 'item':
      return items(place);
    case 'expression':
      return expressions(place, expected.wanted, expected.statement);
    case 'word':
      return [continuation(place, expected.word)];
    case 'from':
      return fromMailbox(place, expected.guard);
    case 'type':
      return types(place);
    case 'capability':
      return capabilities();
    case 'usage':
      return usages();
    case 'pattern':
      return patterns(place, expected.of, expected.bare, expected.begins);
    case 'pattern-operator':
      return patternOperators();
    case 'sent-tag':
      return sentTags(place, expected.target);
    case 'new':
      return newInterfaces(place);
    case 'branches':
      return branches(place);
    case 'clauses':
      return allClauses(place, expected.guard);
    case 'clause':
      return clauses(place, expected.guard);
    case 'received-tag':
      return receivedTags(place, expected.guard);
    case 'mailbox-name':
      return mailboxNames(place, expected.guard);
    case 'arm':
      return arms(place, expected.list);
    default:
      return expected satisfies never;
  }
}
