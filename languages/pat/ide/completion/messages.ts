// Suggestions about messages: what can be sent to a mailbox, what a guard still lacks, and what patterns are made of.

import { type CompletionItem, hole, holes, template } from '../../../ide/completion.ts';
import type { DefinitionSignature, InterfaceSignature, MessageSignature } from '../../core/lower.ts';
import { definitionWith, missingClauses, namesForPayloads } from '../../explain/clauses.ts';
import { presentPattern } from '../../explain/present.ts';
import { holdsEmpty, type Pattern, tagsOf, variablesOf } from '../../types/pattern.ts';
import { describePattern, showPattern, showType } from '../../types/show.ts';
import type { PlainType } from '../../types/type.ts';
import { codeBlock, commentMarkdown } from '../documentation.ts';
import { keywordMeaning } from '../keywords.ts';
import { itemAt } from '../locate.ts';
import type { GuardState, Operand, PatternOwner, ScopeName } from './frames.ts';
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
export function sentTags(place: Place, target: Operand): CompletionItem[] {
  const { knowledge } = place;
  const promised = promisedTags(place, target);
  const all = messagesOf(place, knowledge.interfaceOf(target));
  const isPromised = ({ message }: Message): boolean => promised?.has(message.tag.text) !== false;
  return [...all.filter(isPromised), ...all.filter(found => !isPromised(found))].map(found => {
    const { tag, payloads } = found.message;
    const names = namesForPayloads(payloads, [target.text ?? '']);
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
function promisedTags(place: Place, { name }: Operand): ReadonlySet<string> | undefined {
  if (name === undefined || (name.role !== 'parameter' && name.role !== 'payload')) return undefined;
  const type = place.knowledge.typeOf(name);
  if (type?.kind !== 'mailbox' || type.capability !== '!') return undefined;
  const pattern = closed(place, type.interface, type.pattern);
  return pattern === undefined ? undefined : tagsOf(pattern);
}

// ----------------------------------------------------------------------------------------------- guards

/** How a guard's mailbox is called in its clauses. */
function mailboxOf({ target }: GuardState): string {
  return target?.text ?? 'mailbox';
}

/** The messages that a guard has no clause for yet: first those that its pattern says may come. */
function unhandled(place: Place, state: GuardState): (Message & { readonly expected: boolean })[] {
  const guard = place.knowledge.guard(state);
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
function onOneLine(place: Place, { brace }: GuardState): boolean {
  return brace !== undefined && !place.text.slice(brace, place.words.start).includes('\n');
}

/** Where a clause may begin. */
export function clauses(place: Place, state: GuardState): CompletionItem[] {
  const { knowledge } = place;
  const guard = knowledge.guard(state);
  const mailbox = mailboxOf(state);
  const body = onOneLine(place, state) ? template` ${hole(0)}` : template`\n  ${hole(0)}`;
  const out: CompletionItem[] = [];
  for (const found of unhandled(place, state)) {
    // Behind code on the same line, what may not come at all is noise.
    if (!found.expected && !place.beginsLine && !onOneLine(place, state)) continue;
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
        documentation: keywordMeaning('empty')?.meaning ?? '',
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
      documentation: keywordMeaning('fail')?.meaning ?? '',
      text: 'fail :',
      template: template`fail : ${hole(0)}`,
    });
  }
  const missing = writtenOut(place, state, guard.pattern);
  if (missing !== undefined && missing.clauses.length > 1 && place.hasRoom) {
    const text = missing.clauses.join(onOneLine(place, state) ? ' ' : '\n');
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

function writtenOut(place: Place, state: GuardState, pattern: Pattern | undefined) {
  const { knowledge, analysis } = place;
  const { interface: name, handled } = knowledge.guard(state);
  if (name === undefined || pattern === undefined || state.target?.text === undefined) return undefined;
  return missingClauses(analysis.signatures, {
    interface: name,
    mailbox: state.target.text,
    pattern,
    handled,
    result: knowledge.guardResult(state),
    definition: definitionOf(place, state.target.name),
  });
}

/** The definition of which a name is a parameter. */
function definitionOf({ analysis }: Place, name: ScopeName | undefined): DefinitionSignature | undefined {
  const item = name === undefined ? undefined : itemAt(analysis, name.start);
  if (name === undefined || item === undefined) return undefined;
  return definitionWith(analysis.signatures, item.item, name.start - item.start);
}

/** After the pattern of a guard: its clauses in braces. */
export function allClauses(place: Place, state: GuardState): CompletionItem[] {
  if (!place.hasRoom) return [];
  const missing = writtenOut(place, state, place.knowledge.guard(state).pattern);
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
export function receivedTags(place: Place, state: GuardState): CompletionItem[] {
  const mailbox = mailboxOf(state);
  return unhandled(place, state).map(found => {
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
export function mailboxNames(_place: Place, state: GuardState): CompletionItem[] {
  const name = state.target?.text;
  if (name === undefined) return [];
  return [{ label: name, kind: 'variable', description: 'the guarded mailbox', text: name }];
}

export function fromMailbox(_place: Place, state: GuardState): CompletionItem[] {
  const name = state.target?.text;
  const meaning = keywordMeaning('from')?.meaning;
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
  name: ScopeName,
  result: PlainType | undefined,
): CompletionItem | undefined {
  const { analysis, knowledge } = place;
  const type = knowledge.typeOf(name);
  if (type?.kind !== 'mailbox' || type.capability !== '?') return undefined;
  const pattern = closed(place, type.interface, type.pattern);
  if (pattern === undefined || pattern.kind === 'one') return undefined;
  const { clauses: lines } = missingClauses(analysis.signatures, {
    interface: type.interface,
    mailbox: name.text,
    pattern,
    handled: new Set(),
    result,
    definition: definitionOf(place, name),
  });
  if (lines.length === 0) return undefined;
  const shown = showPattern(pattern);
  const text = `guard ${name.text} : ${shown} {\n${lines.map(line => `  ${line}\n`).join('')}}`;
  return {
    label: `guard ${name.text}`,
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
export function patterns(place: Place, of: PatternOwner, bare: boolean, begins: boolean): CompletionItem[] {
  const owner = of.kind === 'interface' ? of.name : place.knowledge.guard(of.guard).interface;
  const out: CompletionItem[] = [];
  const whole = begins ? likelyPattern(place, of) : undefined;
  if (whole !== undefined && whole.kind !== 'tag' && whole.kind !== 'one') {
    const shown = showPattern(whole);
    out.push({
      label: shown,
      kind: 'pattern',
      description: of.kind === 'guard' ? 'what the mailbox holds' : 'inferred',
      documentation: describePattern(whole),
      text: bare ? `(${shown})` : shown,
    });
  }
  for (const found of messagesOf(place, owner)) {
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

/** What the whole pattern should be, by what is known of the mailbox. */
function likelyPattern(place: Place, of: PatternOwner): Pattern | undefined {
  const { knowledge, analysis } = place;
  if (of.kind === 'guard') {
    const name = of.guard.target?.name;
    const type = name === undefined ? undefined : knowledge.typeOf(name);
    return type?.kind === 'mailbox' && type.capability === '?'
      ? closed(place, type.interface, type.pattern)
      : undefined;
  }
  const { start } = place.words;
  for (const item of analysis.items) {
    if (item.start > start || item.start + item.item.at.end < start) continue;
    const left = item.lowered.inferred.find(
      i => i.interface === of.name && start - item.start >= i.at.start && start - item.start <= i.at.end + 1,
    );
    if (left === undefined) continue;
    const solved = analysis.solution.values.get(left.variable);
    return solved === undefined ? undefined : closed(place, of.name, solved);
  }
  return undefined;
}

/** After a part of a pattern. */
export function patternOperators(): CompletionItem[] {
  const operator = (
    label: string,
    description: string,
    documentation: string,
    text: string,
  ): CompletionItem => ({
    label,
    kind: 'operator',
    description,
    documentation,
    text,
  });
  return [
    operator('.', 'and', '`A . B`: what matches `A` and what matches `B`, in any order.', '. '),
    operator('+', 'or', '`A + B`: what matches `A` or what matches `B`.', '+ '),
    operator('*', 'any number', '`A*`: any number of what matches `A`.', '*'),
  ];
}
