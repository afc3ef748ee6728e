// Suggestions about messages: what can be sent to a mailbox, what a guard still lacks, and what patterns are made of.

import { type CompletionItem, hole, holes, template } from '../../../ide/completion.ts';
import type { DefinitionSignature, InterfaceSignature, MessageSignature } from '../../core/lower.ts';
import type { Binder } from '../../core/term.ts';
import { definitionWith, missingClauses, namesForPayloads } from '../../explain/clauses.ts';
import { presentPattern } from '../../explain/present.ts';
import type { MailboxTypeNode } from '../../syntax/ast.ts';
import { patternMeaning, words } from '../../syntax/words.ts';
import { holdsEmpty, type Pattern, tagsOf, variablesOf } from '../../types/pattern.ts';
import { describePattern, showPattern, showType } from '../../types/show.ts';
import type { PlainType } from '../../types/type.ts';
import { codeBlock, commentMarkdown } from '../documentation.ts';
import { itemAt } from '../locate.ts';
import type { GuardKnowledge } from './knowledge.ts';
import { type Place, withLead } from './place.ts';

interface Message {
  readonly of: InterfaceSignature;
  readonly message: MessageSignature;
}

/** The messages of an interface; those of all interfaces when it is not known which one it is. */
function messagesOf({ analysis: { signatures } }: Place, name: string | undefined): Message[] {
  const known = name === undefined ? undefined : signatures.interface(name);
  const interfaces =
    known === undefined ? [...signatures.interfaceNames.all].map(n => signatures.interface(n)) : [known];
  return interfaces.flatMap(of =>
    of === undefined ? [] : [...of.messages.values()].map(message => ({ of, message })),
  );
}

function payloadTypes(place: Place, { payloads }: MessageSignature): string {
  return `(${payloads.map(type => showType(type, place.values)).join(', ')})`;
}

function messageDocumentation({ of, message }: Message): string | undefined {
  return commentMarkdown(of.item.messages.find(m => m.tag.text === message.tag.text)?.documentation);
}

function about(
  place: Place,
  found: Message,
): Pick<CompletionItem, 'description' | 'detail' | 'documentation'> {
  const documentation = messageDocumentation(found);
  return {
    description: found.of.name,
    detail: `${found.message.tag.text}${payloadTypes(place, found.message)}`,
    ...(documentation === undefined ? {} : { documentation }),
  };
}

/** After `mailbox !`. */
export function sentTags(place: Place): CompletionItem[] {
  const { target, interface: of } = place.knowledge.send() ?? {};
  const binder = target?.kind === 'variable' && !target.binder.introduced ? target.binder : undefined;
  const promised = binder === undefined ? undefined : promisedTags(place, binder);
  const all = messagesOf(place, of);
  const isPromised = ({ message }: Message): boolean => promised?.has(message.tag.text) !== false;
  return [...all.filter(isPromised), ...all.filter(found => !isPromised(found))].map(found => {
    const { tag, payloads } = found.message;
    const names = namesForPayloads(payloads, [binder?.name ?? '']);
    const written = place.isFollowedBy('(') ? {} : { template: template`${tag.text}(${holes(names)})` };
    return withLead(place, {
      label: tag.text,
      kind: 'message',
      signature: payloadTypes(place, found.message),
      text: payloads.length === 0 && !place.isFollowedBy('(') ? `${tag.text}()` : tag.text,
      ...written,
      ...about(place, found),
    });
  });
}

/** The messages that the declared type of a mailbox says are sent to it. */
function promisedTags(place: Place, binder: Binder): ReadonlySet<string> | undefined {
  if (binder.role !== 'parameter' && binder.role !== 'payload') return undefined;
  const type = place.knowledge.typeOf(binder);
  if (type?.kind !== 'mailbox' || type.capability !== '!') return undefined;
  const pattern = closed(place, type.interface, type.pattern);
  return pattern === undefined ? undefined : tagsOf(pattern);
}

// ----------------------------------------------------------------------------------------------- guards

/** How a guard's mailbox is called in its clauses. */
function mailboxOf(guard: GuardKnowledge): string {
  return guard.mailbox ?? 'mailbox';
}

/** The messages that a guard has no clause for yet: first those that its pattern says may come. */
function unhandled(place: Place, guard: GuardKnowledge): (Message & { readonly expected: boolean })[] {
  const open = messagesOf(place, guard.interface).filter(
    ({ message }) => !guard.handled.has(message.tag.text),
  );
  const expected = new Set(guard.pattern === undefined ? [] : [...tagsOf(guard.pattern)]);
  const all = open.map(found => ({
    ...found,
    expected: guard.pattern === undefined || expected.has(found.message.tag.text),
  }));
  return [...all.filter(m => m.expected), ...all.filter(m => !m.expected)];
}

/** Whether a guard's clauses stand on one line so far. */
function onOneLine(place: Place, { node }: GuardKnowledge): boolean {
  const start = place.knowledge.item.start + node.target.at.end;
  return !place.text.slice(start, place.word.start).includes('\n');
}

/** Where a clause may begin. */
export function clauses(place: Place, guard: GuardKnowledge): CompletionItem[] {
  const mailbox = mailboxOf(guard);
  const body = onOneLine(place, guard) ? template` ${hole(0)}` : template`\n  ${hole(0)}`;
  const out: CompletionItem[] = [];
  for (const found of unhandled(place, guard)) {
    // Behind code on the same line, what may not come at all is noise.
    if (!found.expected && !place.beginsLine && !onOneLine(place, guard)) continue;
    const { tag, payloads } = found.message;
    const names = namesForPayloads(payloads, [mailbox]);
    const head = template`receive ${tag.text}(${holes(names)}) from ${mailbox} ->`;
    const label = `receive ${tag.text}`;
    out.push({
      ...about(place, found),
      label,
      kind: 'clause',
      signature: `(${names.join(', ')}) from ${mailbox}`,
      ...(found.expected ? {} : { description: 'not in the pattern' }),
      ...(place.hasRoom
        ? {
            text: `receive ${tag.text}(${names.join(', ')}) from ${mailbox} ->`,
            template: [...head, ...body],
          }
        : { text: 'receive', filter: label }),
    });
  }
  const done = guard.handled.has('empty') || guard.handled.has('free');
  if (!done && (guard.pattern === undefined || holdsEmpty(guard.pattern))) {
    out.push(
      {
        label: 'free',
        kind: 'clause',
        signature: ' ->',
        description: 'when it is empty',
        detail: 'free -> …',
        documentation: 'Taken when the mailbox is empty and nobody else can reach it any more; frees it.',
        text: 'free ->',
        template: template`free ->${body}`,
      },
      {
        label: 'empty',
        kind: 'clause',
        signature: `(${mailbox}) ->`,
        description: 'when it is empty',
        detail: `empty(${mailbox}) -> …`,
        documentation: words.get('empty')?.meaning ?? '',
        text: `empty(${mailbox}) ->`,
        template: template`empty(${hole(1, mailbox)}) ->${body}`,
      },
    );
  }
  if (guard.handled.size === 0 && (guard.pattern === undefined || guard.pattern.kind === 'zero')) {
    out.push({
      label: 'fail',
      kind: 'clause',
      signature: ' : type',
      description: 'when it is never reached',
      documentation: words.get('fail')?.meaning ?? '',
      text: 'fail :',
      template: template`fail : ${hole(0)}`,
    });
  }
  const missing = writtenOut(place, guard);
  if (missing !== undefined && missing.clauses.length > 1 && place.hasRoom) {
    const text = missing.clauses.join(onOneLine(place, guard) ? ' ' : '\n');
    const item: CompletionItem = {
      label: 'all missing clauses',
      kind: 'clause',
      description: `${missing.clauses.length}`,
      detail: `Clauses for ${missing.what}`,
      documentation: codeBlock(missing.clauses.join('\n')),
      filter: 'receive all missing clauses',
      text,
    };
    if (guard.handled.size === 0) out.unshift(item);
    else out.push(item);
  }
  return out.map(item => withLead(place, item));
}

function writtenOut(place: Place, guard: GuardKnowledge) {
  const { interface: name, pattern, mailbox, handled, result, binder } = guard;
  if (name === undefined || pattern === undefined || mailbox === undefined) return undefined;
  const definition = binder === undefined ? undefined : definitionOf(place, binder);
  return missingClauses(place.analysis.signatures, {
    interface: name,
    mailbox,
    pattern,
    handled,
    result,
    definition,
  });
}

/** The definition of which a name is a parameter. */
function definitionOf({ analysis, knowledge }: Place, { at }: Binder): DefinitionSignature | undefined {
  return definitionWith(analysis.signatures, knowledge.item.item, at.start);
}

/** After the pattern of a guard: its clauses in braces. */
export function allClauses(place: Place, guard: GuardKnowledge): CompletionItem[] {
  if (!place.hasRoom) return [];
  const missing = writtenOut(place, guard);
  const lines = missing?.clauses ?? [];
  const body = lines.length === 0 ? template`{\n  ${hole(0)}\n}` : template`{\n  ${lines.join('\n  ')}\n}`;
  return [
    {
      label: '{ … }',
      kind: 'construct',
      description: lines.length === 0 ? 'clauses' : `clauses for ${missing?.what ?? ''}`,
      filter: '{',
      text: lines.length === 0 ? '{' : `{\n  ${lines.join('\n  ')}\n}`,
      template: body,
    },
  ];
}

/** After `receive`. */
export function receivedTags(place: Place, guard: GuardKnowledge): CompletionItem[] {
  const mailbox = mailboxOf(guard);
  return unhandled(place, guard).map(found => {
    const { tag, payloads } = found.message;
    const names = namesForPayloads(payloads, [mailbox]);
    return {
      ...about(place, found),
      label: tag.text,
      kind: 'message',
      signature: `(${names.join(', ')})`,
      ...(found.expected ? {} : { description: 'not in the pattern' }),
      text: place.hasRoom ? `${tag.text}(${names.join(', ')}) from ${mailbox} ->` : tag.text,
      ...(place.hasRoom
        ? { template: template`${tag.text}(${holes(names)}) from ${mailbox} -> ${hole(0)}` }
        : {}),
    };
  });
}

/** After `from`: by habit the mailbox keeps its name. */
export function mailboxNames({ mailbox: name }: GuardKnowledge): CompletionItem[] {
  if (name === undefined) return [];
  return [{ label: name, kind: 'variable', description: 'the guarded mailbox', text: name }];
}

export function fromMailbox({ mailbox: name }: GuardKnowledge): CompletionItem[] {
  const meaning = words.get('from')?.meaning;
  return [
    {
      label: name === undefined ? 'from' : `from ${name}`,
      kind: 'keyword',
      text: name === undefined ? 'from' : `from ${name}`,
      ...(name === undefined ? { template: template`from ${hole(0)}` } : {}),
      ...(meaning === undefined ? {} : { documentation: meaning }),
    },
  ];
}

/** A guard on a mailbox whose contents are known, with all its clauses. */
export function guardOn(
  place: Place,
  binder: Binder,
  result: PlainType | undefined,
): CompletionItem | undefined {
  const type = place.knowledge.typeOf(binder);
  if (type?.kind !== 'mailbox' || type.capability !== '?') return undefined;
  const pattern = closed(place, type.interface, type.pattern);
  if (pattern === undefined || pattern.kind === 'one') return undefined;
  const { clauses: lines } = missingClauses(place.analysis.signatures, {
    interface: type.interface,
    mailbox: binder.name,
    pattern,
    handled: new Set(),
    result,
    definition: definitionOf(place, binder),
  });
  if (lines.length === 0) return undefined;
  const shown = showPattern(pattern);
  const text = `guard ${binder.name} : ${shown} {\n${lines.map(line => `  ${line}\n`).join('')}}`;
  return {
    label: `guard ${binder.name}`,
    kind: 'construct',
    signature: ` : ${shown}`,
    description: 'with all clauses',
    documentation: codeBlock(text),
    text,
  };
}

// --------------------------------------------------------------------------------------------- patterns

/** The pattern with what was solved; undefined when that leaves something open or says nothing. */
function closed({ analysis, values }: Place, of: string, pattern: Pattern): Pattern | undefined {
  const solved = presentPattern({ world: analysis.signatures, values }, of, pattern);
  if (variablesOf(solved).size > 0 || solved.kind === 'zero') return undefined;
  return solved;
}

/** Where a pattern, or one of its parts, begins. */
export function patterns(place: Place): CompletionItem[] {
  const { way } = place.knowledge;
  const type = way.find(around => around.kind === 'mailbox-type');
  const guard = type === undefined ? place.knowledge.guard() : undefined;
  const begins = (type ?? guard?.node)?.pattern?.at.start === place.knowledge.at;
  const bare =
    type?.pattern === way[0] &&
    /[!?]\s*$/.test(place.text.slice(Math.max(0, place.word.start - 80), place.word.start));
  const out: CompletionItem[] = [];
  const whole = !begins
    ? undefined
    : type === undefined
      ? heldBy(place, guard?.binder)
      : leftOut(place, type);
  if (whole !== undefined && whole.kind !== 'tag' && whole.kind !== 'one') {
    const shown = showPattern(whole);
    out.push({
      label: shown,
      kind: 'pattern',
      description: type === undefined ? 'what the mailbox holds' : 'inferred',
      documentation: describePattern(whole),
      text: bare ? `(${shown})` : shown,
    });
  }
  for (const found of messagesOf(place, type?.interface.text ?? guard?.interface)) {
    const { tag } = found.message;
    out.push({
      label: tag.text,
      kind: 'message',
      signature: payloadTypes(place, found.message),
      text: tag.text,
      ...about(place, found),
    });
  }
  out.push(
    {
      label: '1',
      kind: 'pattern',
      description: 'no message',
      documentation: 'The empty mailbox.',
      text: '1',
    },
    {
      label: '0',
      kind: 'pattern',
      description: 'never',
      documentation: 'What no mailbox ever gets to.',
      text: '0',
    },
  );
  return bare ? out : out.map(item => withLead(place, item));
}

/** The pattern of what a guarded mailbox holds. */
function heldBy(place: Place, binder: Binder | undefined): Pattern | undefined {
  const type = binder === undefined ? undefined : place.knowledge.typeOf(binder);
  if (type?.kind !== 'mailbox' || type.capability !== '?') return undefined;
  return closed(place, type.interface, type.pattern);
}

/** The solved pattern of a type that has none as it is written. */
function leftOut(place: Place, { interface: of, at }: MailboxTypeNode): Pattern | undefined {
  const { analysis, knowledge } = place;
  const start = knowledge.item.start + at.start;
  const item = itemAt(analysis, start);
  const left = item?.lowered.inferred.find(i => i.at.start === start - item.start && i.interface === of.text);
  const solved = left === undefined ? undefined : analysis.solution.values.get(left.variable);
  return solved === undefined ? undefined : closed(place, of.text, solved);
}

/** After a part of a pattern. */
export function patternOperators(): CompletionItem[] {
  return (['.', '+', '*'] as const).map(label => {
    const [description, documentation] = patternMeaning[label];
    const text = label === '*' ? label : `${label} `;
    return { label, kind: 'operator', description, documentation, text };
  });
}
