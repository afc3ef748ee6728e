// Hover: what a name, a type, a pattern or a guard is, as the user would write it, and in one line what that means.
import type { Hover } from '../../answers.ts';
import type { AnalysedItem, Analysis } from '../analysis.ts';
import type { Fact } from '../check/checking.ts';
import { completePattern } from '../core/complete.ts';
import type { DefinitionSignature } from '../core/lower.ts';
import type { Binder, TypedBinder } from '../core/term.ts';
import { presentType } from '../explain/present.ts';
import { simplified } from '../solve/index.ts';
import type { MailboxTypeNode, Range } from '../syntax/ast.ts';
import { lexemes } from '../syntax/lexemes.ts';
import { capabilityMeaning, usageMeaning, words } from '../syntax/words.ts';
import { builtinDocumentation, isBuiltin, primitiveTypes } from '../types/builtins.ts';
import { holdsError } from '../types/operations.ts';
import { tagOrder } from '../types/order.ts';
import type { Pattern } from '../types/pattern.ts';
import { describePattern, list, shortPattern, showType, type Values } from '../types/show.ts';
import type { PlainType, Type } from '../types/type.ts';
import { documentationOf, messageDocumentation } from './documentation.ts';
import { itemAt, occurrenceAt, spanOf, touches } from './locate.ts';
import { meaningOf } from './meaning.ts';
import type { Occurrence } from './occurrences.ts';
import { type SurfaceNode, surfaceAt } from './surface.ts';

/** Of what is pointed at, so many characters of its type or pattern are shown. */
const longest = 2000;
/** And so many clauses of a guard. */
const mostClauses = 12;

/** What is at the offset; undefined where there is nothing to say. */
export function hover(analysis: Analysis, offset: number): Hover | undefined {
  const named = occurrenceAt(analysis, offset);
  const sign = /[!?]/.test(analysis.text.charAt(offset));
  // Right after the interface of a mailbox type, its sign is pointed at.
  if (named !== undefined && !(sign && named.occurrence.kind === 'interface')) {
    const { item, occurrence } = named;
    const markdown = describe(analysis, item, occurrence);
    if (markdown !== undefined) return { span: spanOf(item, occurrence.at), markdown };
  }
  const item = itemAt(analysis, offset);
  if (item === undefined) return undefined;
  const node = surfaceAt(item.item, offset - item.start);
  const said = node === undefined ? undefined : describeNode(analysis, item, node, offset - item.start);
  if (said !== undefined) return { span: spanOf(item, said.at), markdown: said.markdown };
  return keyword(analysis.text, item.start, offset);
}

/** A word of the language at the offset, by the text alone: half-typed code has them too. */
function keyword(text: string, start: number, offset: number): Hover | undefined {
  const endOfLine = text.indexOf('\n', offset);
  const here = lexemes(text, start, endOfLine < 0 ? text.length : endOfLine).filter(l => touches(l, offset));
  const at = here.find(l => l.kind === 'word' && offset < l.end) ?? here[0];
  if (at === undefined || (at.kind !== 'word' && at.kind !== 'sign')) return undefined;
  const { form, meaning } = words.get(text.slice(at.start, at.end)) ?? {};
  if (form === undefined) return undefined;
  return { span: { start: at.start, end: at.end }, markdown: paragraphs(code(form), meaning) };
}

function code(text: string): string {
  return `\`\`\`pat\n${text}\n\`\`\``;
}

function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter(part => part !== undefined && part !== '').join('\n\n');
}

function sentence(text: string | undefined): string | undefined {
  return text === undefined ? undefined : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function describe(analysis: Analysis, item: AnalysedItem, o: Occurrence): string | undefined {
  const { values } = analysis.solution;
  switch (o.kind) {
    case 'variable':
      return describeVariable(analysis, item, o.binder, o.at);
    case 'builtin':
      if (!isBuiltin(o.name)) return undefined;
      return paragraphs(
        code(`${o.name} : ${showType(primitiveTypes[o.name])}`),
        `Built-in. ${builtinDocumentation[o.name]}`,
      );
    case 'definition': {
      const signature = analysis.signatures.definition(o.name);
      if (signature === undefined) return undefined;
      return paragraphs(
        code(showSignature(signature, values)),
        ...parameterMeanings(signature, values),
        documentationOf(analysis, signature),
      );
    }
    case 'interface': {
      const signature = analysis.signatures.interface(o.name);
      if (signature === undefined) return undefined;
      const messages = [...signature.messages.values()].map(m => showMessage(m.tag.text, m.payloads, values));
      const lines =
        messages.length > 3 ? ` {\n  ${messages.join(',\n  ')}\n}` : ` { ${messages.join(', ')} }`;
      return paragraphs(code(`interface ${o.name}${lines}`), documentationOf(analysis, signature));
    }
    case 'message':
      return describeMessage(analysis, item, o);
    default:
      return o satisfies never;
  }
}

function describeVariable(analysis: Analysis, item: AnalysedItem, binder: Binder, at: Range): string {
  const { values } = analysis.solution;
  const type = typeOf(analysis, item, binder, at);
  if (type === undefined) return code(binder.name);
  const unused = type.kind === 'unused' ? 'Not used.' : undefined;
  const shown = showType(type.type, values, longest);
  const meaning = type.kind === 'full' ? sentence(meaningOf(type.type, values)) : undefined;
  return paragraphs(code(`${binder.name} : ${shown}`), meaning, unused);
}

type VariableType =
  | { readonly kind: 'full'; readonly type: Type }
  | { readonly kind: 'plain' | 'unused'; readonly type: PlainType };

/** The type at which a variable is used or bound at a place; its plain type when no more is known. */
function typeOf(
  { signatures: world, solution: { values } }: Analysis,
  { checked }: AnalysedItem,
  binder: Binder,
  at: Range,
): VariableType | undefined {
  const facts = checked?.facts ?? [];
  const here = facts.filter(
    f => f.kind !== 'guard' && f.binder === binder && f.at.start === at.start && f.at.end === at.end,
  );
  for (const f of here) {
    if (f.kind !== 'guard' && f.type !== undefined && !holdsError(f.type))
      return { kind: 'full', type: presentType({ world, values }, f.type) };
  }
  const type = checked?.typing.binders.get(binder);
  if (type === undefined) return undefined;
  const unused = here.some(f => f.kind === 'binding' && f.type === undefined);
  return { kind: unused ? 'unused' : 'plain', type };
}

function describeMessage(
  analysis: Analysis,
  item: AnalysedItem,
  o: Extract<Occurrence, { kind: 'message' }>,
): string | undefined {
  const { values } = analysis.solution;
  const signature = o.interface === undefined ? undefined : analysis.signatures.interface(o.interface);
  const message = signature?.messages.get(o.tag);
  if (signature === undefined || message === undefined) {
    return o.role === 'pattern' ? code(o.tag) : undefined;
  }
  return paragraphs(
    code(showMessage(o.tag, message.payloads, values)),
    `Message of interface \`${signature.name}\`.`,
    o.role === 'receive' ? remainingAfter(analysis, item, o.at) : undefined,
    messageDocumentation(analysis, signature, o.tag),
  );
}

/** What stays in the mailbox after the clause around a tag received. */
function remainingAfter(analysis: Analysis, { checked }: AnalysedItem, at: Range): string | undefined {
  for (const fact of checked?.facts ?? []) {
    if (fact.kind !== 'guard') continue;
    const clause = fact.clauses.find(c => c.at.start <= at.start && at.end <= c.at.end);
    if (clause !== undefined) {
      const pattern = remains(analysis, fact.interface, clause.remaining);
      return `Afterwards the mailbox holds \`${shortPattern(pattern)}\`: ${describePattern(pattern)}.`;
    }
  }
  return undefined;
}

function remains({ signatures }: Analysis, of: string, remaining: Pattern): Pattern {
  return simplified(remaining, tagOrder(signatures, of));
}

/** A parameter as its definition declares it; `…` where its name is missing. */
export function showParameter({ binder, type }: TypedBinder, values: Values): string {
  return binder.name === '' ? '…' : `${binder.name}: ${showType(type, values)}`;
}

/** A definition's header with solved patterns. */
export function showSignature(signature: DefinitionSignature, values: Values): string {
  const parameters = signature.parameters.map(p => showParameter(p, values)).join(', ');
  return `def ${signature.name}(${parameters}): ${showType(signature.result, values)}`;
}

function parameterMeanings({ parameters }: DefinitionSignature, values: Values): string[] {
  return parameters.flatMap(({ binder, type }) => {
    const meaning = meaningOf(type, values);
    return meaning === undefined ? [] : [`\`${binder.name}\`: ${meaning}.`];
  });
}

function showMessage(tag: string, payloads: readonly Type[], values: Values): string {
  return `${tag}(${payloads.map(p => showType(p, values)).join(', ')})`;
}

function describeNode(
  analysis: Analysis,
  item: AnalysedItem,
  node: SurfaceNode,
  offset: number,
): { readonly at: Range; readonly markdown: string } | undefined {
  const { values } = analysis.solution;
  switch (node.kind) {
    case 'type': {
      const found = item.lowered.inferred.find(
        i => i.at.start === node.node.at.start && i.at.end === node.node.at.end,
      );
      if (node.node.kind !== 'mailbox-type') return undefined;
      const { interface: name, capability, pattern, usage } = node.node;
      const solved = found === undefined ? undefined : values.get(found.variable);
      const written = pattern === undefined ? solved : completePattern(pattern);
      if (written === undefined) return undefined;
      const type: Type = {
        kind: 'mailbox',
        capability,
        interface: name.text,
        pattern: written,
        usage: usage?.value ?? (capability === '!' ? 'U' : 'R'),
      };
      const sign = signAt(analysis.text.slice(item.start), node.node, offset);
      return {
        at: sign?.at ?? node.node.at,
        markdown: paragraphs(
          code(showType(type, values, longest)),
          sentence(meaningOf(type, values)),
          sign?.meaning,
        ),
      };
    }
    case 'pattern': {
      const pattern = completePattern(node.node);
      if (pattern === undefined) return undefined;
      return {
        at: node.node.at,
        markdown: paragraphs(code(shortPattern(pattern, longest)), sentence(describePattern(pattern))),
      };
    }
    case 'guard': {
      const fact = (item.checked?.facts ?? []).find(
        (f): f is Extract<Fact, { kind: 'guard' }> =>
          f.kind === 'guard' && f.at.start === node.at.start && f.at.end === node.at.end,
      );
      if (fact === undefined) return undefined;
      const clauses = fact.clauses.filter(c => c.remaining.kind !== 'zero').length;
      return {
        at: node.keyword,
        markdown: paragraphs(
          code(`guard … : ${shortPattern(fact.pattern, longest)}`),
          `A guard on a mailbox of interface \`${fact.interface}\` with ${describePattern(fact.pattern)}.`,
          clauses === 0 ? undefined : handled(analysis, fact, item),
        ),
      };
    }
    case 'clause':
      return { at: node.keyword, markdown: clauseMeaning(analysis, item, node) };
    default:
      return node satisfies never;
  }
}

/** The capability or the usage of a mailbox type, when the offset is there. */
function signAt(
  text: string,
  { interface: name, capability, usage }: MailboxTypeNode,
  offset: number,
): { readonly at: Range; readonly meaning: string } | undefined {
  const start = text.indexOf(capability, name.at.end);
  // Right after the sign, what follows it is meant.
  if (offset === start) return { at: { start, end: start + 1 }, meaning: capabilityMeaning[capability] };
  return usage !== undefined && touches(usage.at, offset)
    ? { at: usage.at, meaning: usageMeaning[usage.value] }
    : undefined;
}

function handled(analysis: Analysis, fact: Extract<Fact, { kind: 'guard' }>, { item }: AnalysedItem): string {
  const clauses = new Map(surfaceGuard(item, fact.at)?.clauses.map(clause => [clause.at.start, clause]));
  const tags = fact.clauses.flatMap(({ at, remaining }) => {
    const clause = clauses.get(at.start);
    return clause?.kind === 'receive-clause' ? [{ tag: clause.tag.text, remaining }] : [];
  });
  const lines = tags
    .slice(0, mostClauses)
    .map(
      ({ tag, remaining }) =>
        `- after \`${tag}\`: \`${shortPattern(remains(analysis, fact.interface, remaining))}\``,
    );
  const more = tags.length - lines.length;
  if (more > 0) lines.push(`- and ${more} more`);
  return lines.length === 0 ? '' : `What remains in the mailbox:\n${lines.join('\n')}`;
}

function surfaceGuard(item: AnalysedItem['item'], at: Range) {
  const node = surfaceAt(item, at.start);
  return node?.kind === 'guard' && node.at.start === at.start ? node.node : undefined;
}

function clauseMeaning(
  analysis: Analysis,
  item: AnalysedItem,
  node: Extract<SurfaceNode, { kind: 'clause' }>,
): string {
  switch (node.clause.kind) {
    case 'free-clause':
      return 'Taken when the mailbox is empty and nobody else can reach it any more; frees it.';
    case 'empty-clause':
      return `Taken when the mailbox is empty and nobody else can reach it any more; \`${node.clause.binder.text}\` names it in the clause.`;
    case 'fail-clause':
      return 'Never taken by a well-typed program: the mailbox can never get here.';
    case 'receive-clause': {
      const star = node.clause.starred
        ? ' Without the alias check: with `receive*` you promise that no payload is a mailbox in use here. If one is, the process may wait for itself.'
        : '';
      const names = list(
        node.clause.payloads.map(p => `\`${p.text}\``),
        'and',
      );
      const binds = names === '' ? '' : ` and names its payload ${names}`;
      return paragraphs(
        `Takes the oldest \`${node.clause.tag.text}\` message${binds}.${star}`,
        remainingAfter(analysis, item, node.clause.tag.at),
      );
    }
    default:
      return node.clause satisfies never;
  }
}
