// Signature help: what a call, a message or a `receive` clause takes, while its parts are typed.
import type { Signature, SignatureHelp, SignatureParameter } from '../../answers.ts';
import type { AnalysedItem, Analysis } from '../analysis.ts';
import { functionType } from '../check/plain.ts';
import type { DefinitionSignature, InterfaceSignature, MessageSignature } from '../core/lower.ts';
import type { Binder, Final, Lambda, TypedBinder } from '../core/term.ts';
import { visitComputation } from '../core/visit.ts';
import { builtinDocumentation, isBuiltin, primitiveTypes } from '../types/builtins.ts';
import { showType, type Values } from '../types/show.ts';
import type { PlainType, Type } from '../types/type.ts';
import { type CallSite, callSite } from './call-site.ts';
import { documentationOf, messageDocumentation } from './documentation.ts';
import { itemAt, occurrenceAt } from './locate.ts';
import { meaningOf } from './meaning.ts';
import { occurrences } from './occurrences.ts';

/** What is being called, sent or received at the offset; undefined where nothing is. */
export function signatureHelp(analysis: Analysis, offset: number): SignatureHelp | undefined {
  const site = callSite(analysis.text, offset);
  if (site === undefined) return undefined;
  const signatures = signaturesOf(analysis, site);
  return signatures.length === 0 ? undefined : { signatures, activeParameter: site.part };
}

function signaturesOf(analysis: Analysis, site: CallSite): Signature[] {
  switch (site.kind) {
    case 'call':
      return named(analysis, site.name, site.at);
    case 'expression-call': {
      const found = calledExpression(analysis, site.open);
      return found === undefined ? [] : [found];
    }
    case 'send':
    case 'receive':
      return messages(analysis, site);
    default:
      return site satisfies never;
  }
}

function write(
  name: string,
  parameters: readonly { readonly name?: string; readonly type: Type }[],
  result: string,
  values: Values,
  documentation: string | undefined,
): Signature {
  let label = `${name}(`;
  const places = parameters.map((parameter, i): SignatureParameter => {
    if (i > 0) label += ', ';
    const start = label.length;
    const shown = showType(parameter.type, values);
    if (parameter.name === '') label += '…';
    else label += parameter.name === undefined ? shown : `${parameter.name}: ${shown}`;
    const meaning = meaningOf(parameter.type, values);
    return { start, end: label.length, documentation: meaning === undefined ? undefined : sentence(meaning) };
  });
  return { label: `${label})${result}`, parameters: places, documentation };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** A call by name: a variable, a definition or a built-in. */
function named(analysis: Analysis, name: string, at: number): Signature[] {
  const { values } = analysis.solution;
  if (isBuiltin(name)) {
    const { parameters, result } = primitiveTypes[name];
    const types = parameters.map(type => ({ type }));
    return [write(name, types, `: ${showType(result)}`, values, builtinDocumentation[name])];
  }
  const binder = binderOf(analysis, name, at);
  if (binder !== undefined) {
    const signature = ofType(analysis, name, binder);
    return signature === undefined ? [] : [signature];
  }
  const signature = analysis.signatures.definition(name);
  return signature === undefined ? [] : [ofDefinition(analysis, signature)];
}

function ofDefinition(analysis: Analysis, signature: DefinitionSignature): Signature {
  const { values } = analysis.solution;
  const parameters = withNames(signature.parameters);
  const result = `: ${showType(signature.result, values)}`;
  return write(signature.name, parameters, result, values, documentationOf(analysis, signature));
}

function withNames(parameters: readonly TypedBinder[]): { readonly name: string; readonly type: Type }[] {
  return parameters.map(({ binder, type }) => ({ name: binder.name, type }));
}

interface Typed {
  readonly type: PlainType | Type | undefined;
}

function ofType(analysis: Analysis, name: string, { type }: Typed): Signature | undefined {
  if (type?.kind !== 'function') return undefined;
  const { values } = analysis.solution;
  const parameters = type.parameters.map(parameter => ({ type: parameter }));
  const about = type.linear ? sentence(meaningOf(type, values) ?? '') : undefined;
  return write(name, parameters, `: ${showType(type.result, values)}`, values, about);
}

/**
 * The type of the variable that a name at an offset stands for; undefined when it is no variable. Where the tree does not
 * have the name, the last binder of that name before it counts.
 */
function binderOf(analysis: Analysis, name: string, at: number): Typed | undefined {
  const found = occurrenceAt(analysis, at);
  if (found !== undefined && found.item.start + found.occurrence.at.start === at) {
    const { item, occurrence } = found;
    return occurrence.kind === 'variable' ? typed(item, occurrence.binder) : undefined;
  }
  const item = itemAt(analysis, at) ?? analysis.items.findLast(({ start }) => start <= at);
  if (item === undefined) return undefined;
  const last = occurrences(item).findLast(
    o => o.kind === 'variable' && o.declares && o.binder.name === name && item.start + o.at.end <= at,
  );
  return last?.kind === 'variable' ? typed(item, last.binder) : undefined;
}

function typed({ checked }: AnalysedItem, binder: Binder): Typed {
  return { type: checked?.typing.binders.get(binder) };
}

/** A call of what stands in parentheses before the bracket: a function as written, or the result of another call. */
function calledExpression(analysis: Analysis, open: number): Signature | undefined {
  const item = itemAt(analysis, open);
  if (item === undefined || item.lowered.kind === 'interface') return undefined;
  let callee: Extract<Final, { kind: 'apply' }>['callee'] | undefined;
  visitComputation(
    {
      final: f => {
        if (f.kind !== 'apply' || f.callee.at.end + item.start > open) return;
        const between = analysis.text.slice(f.callee.at.end + item.start, open);
        if (/^[\s)]*$/.test(between)) callee = f.callee;
      },
    },
    item.lowered.core.body,
  );
  if (callee?.kind === 'lambda') return ofLambda(analysis, callee);
  if (callee?.kind === 'definition') {
    const signature = analysis.signatures.definition(callee.name);
    return signature === undefined
      ? undefined
      : ofType(analysis, callee.name, { type: functionType(signature) });
  }
  if (callee?.kind !== 'variable') return undefined;
  return ofType(analysis, callee.binder.introduced ? '' : callee.binder.name, typed(item, callee.binder));
}

function ofLambda(analysis: Analysis, { linear, parameters, result }: Lambda): Signature {
  const { values } = analysis.solution;
  const word = linear ? 'linfun' : 'fun';
  return write(word, withNames(parameters), `: ${showType(result, values)}`, values, undefined);
}

/** The messages of a tag: that of the mailbox's interface, or where it is unknown, those of all. */
function messages(analysis: Analysis, site: Extract<CallSite, { kind: 'send' | 'receive' }>): Signature[] {
  const of = interfaceOf(analysis, site);
  const known = of === undefined ? undefined : analysis.signatures.interface(of);
  const interfaces =
    known === undefined
      ? [...analysis.signatures.interfaceNames.all].map(name => analysis.signatures.interface(name))
      : [known];
  return interfaces.flatMap(signature => {
    const message = signature?.messages.get(site.name);
    return signature === undefined || message === undefined ? [] : [ofMessage(analysis, signature, message)];
  });
}

function ofMessage(
  analysis: Analysis,
  signature: InterfaceSignature,
  { tag, payloads }: MessageSignature,
): Signature {
  const documentation = messageDocumentation(analysis, signature, tag.text);
  const words = [
    `Message of interface \`${signature.name}\`.`,
    ...(documentation === undefined ? [] : [documentation]),
  ];
  return write(
    tag.text,
    payloads.map(type => ({ type })),
    '',
    analysis.solution.values,
    words.join('\n\n'),
  );
}

/** The interface of the mailbox that a message is sent to or received from, where that is known. */
function interfaceOf(
  analysis: Analysis,
  site: Extract<CallSite, { kind: 'send' | 'receive' }>,
): string | undefined {
  const found = occurrenceAt(analysis, site.at);
  if (found?.occurrence.kind === 'message' && found.occurrence.interface !== undefined) {
    return found.occurrence.interface;
  }
  if (site.kind !== 'send' || site.target?.kind !== 'word') return undefined;
  const { start, end } = site.target;
  const type = binderOf(analysis, analysis.text.slice(start, end), start)?.type;
  return type?.kind === 'interface' ? type.name : undefined;
}
