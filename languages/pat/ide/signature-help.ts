// Signature help: what a call, a message or a `receive` clause takes, while its parts are typed.
import type { Signature, SignatureHelp, SignatureParameter } from '../../answers.ts';
import type { Span } from '../../diagnostic.ts';
import type { AnalysedItem, Analysis } from '../analysis.ts';
import type { PlainTyping } from '../check/plain.ts';
import type { DefinitionSignature, InterfaceSignature, MessageSignature } from '../core/lower.ts';
import type { Final, Lambda, TypedBinder, Value } from '../core/term.ts';
import { visitComputation } from '../core/visit.ts';
import type { Name, PlacedItem } from '../syntax/ast.ts';
import { itemEnd, itemStart, lexemes } from '../syntax/lexemes.ts';
import { itemWithName } from '../syntax/marker.ts';
import { builtinDocumentation, isBuiltin, primitiveTypes } from '../types/builtins.ts';
import { showType, type Values } from '../types/show.ts';
import type { FunctionType, Type } from '../types/type.ts';
import { analysedBeside } from './beside.ts';
import { documentationOf, messageDocumentation } from './documentation.ts';
import { meaningOf } from './meaning.ts';
import { childrenOf, type TreeNode, wayTo } from './tree.ts';

/** What is being called, sent or received at the offset; undefined where nothing is, and in comments. */
export function signatureHelp(analysis: Analysis, offset: number): SignatureHelp | undefined {
  const place = partAt(analysis.text, offset);
  if (place === undefined) return undefined;
  const placed = itemWithName(analysis.parser, analysis.text, place, analysis.syntax.repairs);
  const site = placed === undefined ? undefined : siteAround(placed, place.start);
  if (placed === undefined || site === undefined) return undefined;
  const signatures = signaturesOf(analysis, analysedBeside(analysis, placed), site.node);
  return signatures.length === 0 ? undefined : { signatures, activeParameter: site.part };
}

/** The name or literal at an offset, which may be a part of a call, or the offset alone; undefined in comments. */
function partAt(text: string, offset: number): Span | undefined {
  const part = lexemes(text, itemStart(text, offset), itemEnd(text, offset)).find(({ end }) => end >= offset);
  if (part === undefined || part.start >= offset || part.kind === 'sign')
    return { start: offset, end: offset };
  return part.kind === 'comment' ? undefined : part;
}

/** The innermost call, message or clause, in its own braces, that a place is one of the parts of. */
function siteAround(
  { item, start }: PlacedItem,
  offset: number,
): { readonly node: TreeNode; readonly part: number } | undefined {
  const at = offset - start;
  const isPlace = (node: TreeNode): boolean =>
    node.at.start === at && node.at.end === at && childrenOf(node).length === 0;
  let [inner, ...around] = wayTo(item, at, isPlace) ?? [];
  for (const node of around) {
    const part = inner === undefined ? -1 : partsOf(node).indexOf(inner);
    if (part >= 0) return { node, part };
    if (isInBraces(node, inner)) return undefined;
    inner = node;
  }
  return undefined;
}

/** What is between the parentheses of a call, a message or a clause. */
function partsOf(node: TreeNode): readonly TreeNode[] {
  switch (node.kind) {
    case 'apply':
    case 'send':
      return node.arguments;
    case 'receive-clause':
      return node.payloads;
    default:
      return [];
  }
}

/** Whether a part of a node stands in braces there, or declares something. */
function isInBraces(node: TreeNode, part: TreeNode | undefined): boolean {
  switch (node.kind) {
    case 'if':
      return node.condition !== part;
    case 'case':
    case 'case-list':
      return node.scrutinee !== part;
    case 'guard':
      return node.target !== part;
    case 'lambda':
    case 'spawn':
      return true;
    default:
      return false;
  }
}

/** The signatures of what a node of an item calls, sends or receives. */
function signaturesOf(
  analysis: Analysis,
  { lowered, checked }: AnalysedItem,
  node: TreeNode,
): readonly Signature[] {
  let found: readonly Signature[] = [];
  const interfaceOf = (f: Final): string | undefined => checked?.typing.interfaces.get(f);
  const final = (f: Final): void => {
    if (f.kind === 'apply' && f.at === node.at) found = ofCallee(analysis, f.callee, checked?.typing);
    if (f.kind === 'send' && f.at === node.at) found = ofMessages(analysis, f.tag, interfaceOf(f));
    if (f.kind !== 'guard') return;
    for (const clause of f.clauses)
      if (clause.kind === 'receive' && clause.at === node.at)
        found = ofMessages(analysis, clause.tag, interfaceOf(f));
  };
  if (lowered.kind !== 'interface') visitComputation({ final }, lowered.core.body);
  return found;
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

/** The signature of a function, or of what stands for one. */
function ofCallee(analysis: Analysis, callee: Value, typing: PlainTyping | undefined): readonly Signature[] {
  const { values } = analysis.solution;
  switch (callee.kind) {
    case 'primitive': {
      if (!isBuiltin(callee.name)) return [];
      const { parameters, result } = primitiveTypes[callee.name];
      const types = parameters.map(type => ({ type }));
      const documentation = builtinDocumentation[callee.name];
      return [write(callee.name, types, `: ${showType(result)}`, values, documentation)];
    }
    case 'definition': {
      const signature = analysis.signatures.definition(callee.name);
      return signature === undefined ? [] : [ofDefinition(analysis, signature)];
    }
    case 'variable': {
      const { name, introduced } = callee.binder;
      const type = typing?.binders.get(callee.binder);
      return type?.kind === 'function' ? [ofType(analysis, introduced ? '' : name, type)] : [];
    }
    case 'lambda':
      return [ofLambda(analysis, callee)];
    default:
      return [];
  }
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

function ofType(analysis: Analysis, name: string, type: FunctionType): Signature {
  const { values } = analysis.solution;
  const parameters = type.parameters.map(parameter => ({ type: parameter }));
  const about = type.linear ? sentence(meaningOf(type, values) ?? '') : undefined;
  return write(name, parameters, `: ${showType(type.result, values)}`, values, about);
}

function ofLambda(analysis: Analysis, { linear, parameters, result }: Lambda): Signature {
  const { values } = analysis.solution;
  const word = linear ? 'linfun' : 'fun';
  return write(word, withNames(parameters), `: ${showType(result, values)}`, values, undefined);
}

/** The messages of a tag: that of the mailbox's interface, or where it is unknown, those of all. */
function ofMessages(analysis: Analysis, tag: Name, of: string | undefined): readonly Signature[] {
  const { signatures } = analysis;
  const known = of === undefined ? undefined : signatures.interface(of);
  const interfaces =
    known === undefined
      ? [...signatures.interfaceNames.all].map(name => signatures.interface(name))
      : [known];
  return interfaces.flatMap(signature => {
    const message = signature?.messages.get(tag.text);
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
