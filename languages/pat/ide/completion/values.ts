// Suggestions where an expression stands: the names in scope, what can be called, and what else makes a value. Those
// that fit what is wanted come first, and names that are used up last.

import { type CompletionItem, holes, template } from '../../../ide/completion.ts';
import type { Binder } from '../../core/term.ts';
import { namesForPayloads } from '../../explain/clauses.ts';
import { type BuiltinName, builtinDocumentation, primitiveTypes } from '../../types/builtins.ts';
import { samePlain } from '../../types/operations.ts';
import { holdsEmpty } from '../../types/pattern.ts';
import { showType } from '../../types/show.ts';
import { bool, type PlainType, type Type } from '../../types/type.ts';
import { commentMarkdown } from '../documentation.ts';
import { showParameter, showSignature } from '../hover.ts';
import { meaningOf } from '../meaning.ts';
import { booleans, choices, makers, statements } from './constructs.ts';
import { asPlain, isSpent, type Wanted } from './knowledge.ts';
import { guardOn } from './messages.ts';
import type { Place } from './place.ts';
import { newMailboxes } from './types.ts';
import { type Demand, demandOf, type NameUse, type Usability } from './uses.ts';

export function expressions(place: Place): CompletionItem[] {
  const { knowledge } = place;
  const statement = knowledge.beginsStep();
  const here = knowledge.wanted();
  // Where a step begins, it may be any, and others may follow.
  const wish = statement && here?.kind === 'type' ? undefined : here;
  const wanted = wish?.kind === 'type' ? asPlain(wish.type) : wish?.kind;
  const ranked: { readonly rank: number; readonly item: CompletionItem }[] = [];
  const add = (rank: number, items: readonly CompletionItem[]): void => {
    for (const item of items) ranked.push({ rank, item });
  };
  const names = knowledge.names();
  const sentTo = place.isFollowedBy('!') && !place.isFollowedBy('!=');
  const called = place.isFollowedBy('(');
  const demand = sentTo ? send : demandOf(wish, statement);
  const shadowed = new Set(names.map(({ name }) => name));
  for (const name of names) {
    const { item, rank, plainType } = variable(place, name, wanted, { wish, statement, demand });
    // What is behind the word says what it stands for.
    const other = sentTo ? !receives(place, plainType) : called && plainType?.kind !== 'function';
    // A second name for a mailbox is seldom wanted.
    const renamed =
      wish === undefined && !statement && !called && plainType !== undefined && isSpent(plainType);
    add(other || renamed ? Math.max(rank, 4.5) : rank, [item]);
  }
  for (const { item, result } of definitions(place)) {
    const fitting = fits(result, wanted);
    if (shadowed.has(item.label) || (wanted === 'mailbox' && !fitting)) continue;
    add(fitting ? 2 : 4, [item]);
  }
  if (wanted !== 'mailbox') {
    for (const { item, result } of builtins(place)) add(fits(result, wanted) ? 3 : 5, [item]);
    if (wanted === undefined || samePlain(wanted, bool)) add(wanted === undefined ? 8 : 3, booleans());
    const interfaces = newMailboxes(place);
    const wantedLabel = wanted?.kind === 'interface' ? `new[${wanted.name}]` : undefined;
    for (const item of interfaces) add(item.label === wantedLabel ? 1 : 7, [item]);
    if (statement) add(6, statements(place));
    add(6, choices(place));
    add(8, makers(place));
    if (statement) {
      const result = here?.kind === 'type' ? asPlain(here.type) : undefined;
      for (const name of names) {
        if (place.uses.usability(name, { capability: '?', usage: 'R' }).kind !== 'usable') continue;
        const item = place.hasRoom ? guardOn(place, name, result) : undefined;
        if (item !== undefined) add(5.5, [item]);
      }
    }
  }
  return ranked
    .map((one, i) => ({ ...one, i }))
    .sort((a, b) => a.rank - b.rank || a.i - b.i)
    .map(({ item }) => item);
}

function fits(type: PlainType | undefined, wanted: PlainType | 'mailbox' | undefined): boolean {
  if (type === undefined || wanted === undefined || type.kind === 'error') return false;
  return wanted === 'mailbox' ? type.kind === 'interface' : samePlain(type, wanted);
}

const send: Demand = { capability: '!', usage: 'U' };

/** Whether a value may be sent the message that follows, as far as is known. */
function receives({ analysis, tagBehind }: Place, type: PlainType | undefined): boolean {
  if (type === undefined) return true;
  if (type.kind !== 'interface') return false;
  return (
    tagBehind === undefined || analysis.signatures.interface(type.name)?.messages.has(tagBehind) !== false
  );
}

// ------------------------------------------------------------------------------------------------ names

function variable(
  place: Place,
  name: Binder,
  wanted: PlainType | 'mailbox' | undefined,
  { wish, statement, demand }: { wish: Wanted | undefined; statement: boolean; demand: Demand },
): { readonly rank: number; readonly item: CompletionItem; readonly plainType: PlainType | undefined } {
  const { knowledge, values, uses } = place;
  const type = knowledge.typeOf(name);
  const plainType = type === undefined ? undefined : asPlain(type);
  const usability = uses.usability(name, demand);
  const shown = type === undefined ? undefined : showType(type, values);
  const sender = type?.kind === 'mailbox' && type.capability === '!' && !knowledge.isMade(name);
  const unfit =
    (usability.kind !== 'usable' && usability.kind !== 'send-only') ||
    (demand.capability === '?' && (usability.kind === 'send-only' || sender));
  const reason = reasonOf(place, usability);
  // That the rest of the code receives from it is no surprise to who writes a step before that.
  const why = !unfit && usability.kind === 'send-only' && usability.later ? undefined : reason;
  const meaning = type === undefined ? undefined : fullMeaning(place, type);
  const documentation = [reason, meaning].filter(part => part !== undefined).map(sentence);
  const due = !unfit && (statement || wanted !== undefined) && uses.isDue(name);
  const called = place.isFollowedBy('(');
  const result = called && plainType?.kind === 'function' ? asPlain(plainType.result) : plainType;
  const fitting = fits(result, wanted);
  const base = fitting ? worse(name, type, wish) : wanted === undefined ? 1 : 4;
  const rank = unfit ? 9 : due && (fitting || wanted === undefined) ? base - 0.5 : base;
  return {
    rank,
    plainType,
    item: {
      label: name.name,
      kind: 'variable',
      ...(shown === undefined && why === undefined ? {} : { description: why ?? shown ?? '' }),
      ...(shown === undefined ? {} : { detail: `${name.name} : ${shown}` }),
      ...(documentation.length === 0 ? {} : { documentation: documentation.join('\n\n') }),
      text: name.name,
    },
  };
}

function fullMeaning({ values }: Place, type: Type | PlainType): string | undefined {
  return type.kind === 'mailbox' ? meaningOf(type, values) : undefined;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Of mailboxes whose contents are known, one that holds something is better guarded, and one that may be empty freed. */
function worse({ role }: Binder, type: Type | PlainType | undefined, wish: Wanted | undefined): number {
  if (wish?.kind !== 'mailbox' || role === 'let' || type?.kind !== 'mailbox') return 0;
  if (wish.by === 'guard') return type.pattern.kind === 'one' ? 0.6 : 0;
  const mayBeEmpty = type.pattern.kind === 'variable' || holdsEmpty(type.pattern);
  return wish.by === 'free' && !mayBeEmpty ? 0.6 : 0;
}

function reasonOf(place: Place, usability: Usability): string | undefined {
  if (usability.kind === 'usable') return undefined;
  const { kind, use } = usability;
  const line = `on line ${place.lineOf(use)}`;
  const what = purpose(use);
  switch (kind) {
    case 'gone':
      return `already ${what} ${line}`;
    case 'taken':
      return 'already part of this step';
    case 'send-only':
      return `only to send: ${what} ${line}`;
    case 'needed':
      return `still needed: ${what} ${line}`;
    default:
      return kind satisfies never;
  }
}

function purpose({ as }: NameUse): string {
  switch (as.kind) {
    case 'guard':
      return 'received from';
    case 'free':
      return 'freed';
    case 'target':
      return 'sent to';
    case 'passed':
      return `passed to \`${as.to}\``;
    case 'sent':
      return `sent in \`${as.tag}\``;
    case 'other':
      return 'used';
    default:
      return as satisfies never;
  }
}

// ---------------------------------------------------------------------------------------------- functions

interface Function {
  readonly item: CompletionItem;
  readonly result: PlainType;
}

/** The call of a function with its parameters to fill in. */
function call(
  place: Place,
  name: string,
  parameters: readonly string[],
): Pick<CompletionItem, 'text' | 'template'> {
  if (place.isFollowedBy('(')) return { text: name };
  return {
    text: parameters.length === 0 ? `${name}()` : name,
    template: template`${name}(${holes(parameters)})`,
  };
}

function definitions(place: Place): Function[] {
  const { analysis, values } = place;
  return analysis.items.flatMap(({ item, lowered }) => {
    if (lowered.kind !== 'definition' || item.kind !== 'definition') return [];
    const { signature } = lowered;
    const { name, parameters, result } = signature;
    if (name === '' || analysis.signatures.definition(name) !== signature) return [];
    const documentation = commentMarkdown(item.documentation);
    const shown = parameters.map(p => showParameter(p, values));
    return [
      {
        result: asPlain(result),
        item: {
          label: name,
          kind: 'function' as const,
          signature: `(${shown.join(', ')})`,
          description: showType(result, values),
          detail: showSignature(signature, values),
          ...(documentation === undefined ? {} : { documentation }),
          ...call(
            place,
            name,
            parameters.map(p => p.binder.name).filter(parameter => parameter !== ''),
          ),
        },
      },
    ];
  });
}

const builtinNames: readonly BuiltinName[] = ['print', 'concat', 'intToString', 'rand', 'randBool', 'sleep'];

function builtins(place: Place): Function[] {
  return builtinNames.map(name => {
    const { parameters, result } = primitiveTypes[name];
    const types = parameters.map(type => showType(type));
    return {
      result: asPlain(result),
      item: {
        label: name,
        kind: 'function',
        signature: `(${types.join(', ')})`,
        description: showType(result),
        detail: `${name} : ${showType(primitiveTypes[name])}`,
        documentation: `Built-in. ${builtinDocumentation[name]}`,
        ...call(place, name, namesForPayloads(parameters, [])),
      },
    };
  });
}
