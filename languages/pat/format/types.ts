// Types and patterns (spec §2). Parentheses in patterns are kept as they are written: `+` and `.` have one precedence.
import { builders } from 'prettier/doc';
import type { MailboxTypeNode, Parameter, PatternNode, TypeNode } from '../syntax/ast.ts';
import { listed, parenthesized } from './layout.ts';
import { type Doc, type Tokens, UnexpectedText } from './tokens.ts';

const { group, indent } = builders;

export function printParameter(tokens: Tokens, { name, type }: Parameter): Doc {
  return [tokens.verbatim(name.at), printAnnotation(tokens, type, 'nothing')];
}

/** `: T`, with or without a space before the colon. */
export function printAnnotation(tokens: Tokens, type: TypeNode, before: 'nothing' | 'space'): Doc {
  return [tokens.gap(before), tokens.take(':'), tokens.gap('space'), printType(tokens, type)];
}

export function printType(tokens: Tokens, type: TypeNode): Doc {
  switch (type.kind) {
    case 'base-type':
      return tokens.verbatim(type.at);
    case 'mailbox-type':
      return printMailboxType(tokens, type);
    case 'function-type':
      return [
        listed(tokens, '(', type.parameters, ')', printType),
        tokens.gap('space'),
        tokens.take(type.linear ? '-o' : '->'),
        tokens.gap('space'),
        printType(tokens, type.result),
      ];
    case 'tuple-type':
      return printParts(tokens, type.parts, '*');
    case 'sum-type':
      return printParts(tokens, [type.left, type.right], '+');
    case 'list-type':
      return [tokens.take('List'), listed(tokens, '(', [type.element], ')', printType)];
    case 'type-hole':
      throw new UnexpectedText('a type is missing');
    default:
      return type satisfies never;
  }
}

function printMailboxType(tokens: Tokens, type: MailboxTypeNode): Doc {
  const { capability, pattern, usage } = type;
  return [
    tokens.verbatim(type.interface.at),
    tokens.take(capability),
    pattern === undefined ? '' : printPattern(tokens, pattern),
    usage === undefined ? '' : [tokens.take('['), tokens.take(usage.value), tokens.take(']')],
  ];
}

function printParts(tokens: Tokens, parts: readonly TypeNode[], separator: '*' | '+'): Doc {
  const opening = tokens.take('(');
  const inside = parts.map((part, i) => [
    tokens.gap(i === 0 ? 'softline' : 'line'),
    printType(tokens, part),
    i < parts.length - 1 ? [tokens.gap('space'), tokens.take(separator)] : '',
  ]);
  return group([opening, indent(inside), tokens.closing('softline'), tokens.take(')')]);
}

export function printPattern(tokens: Tokens, pattern: PatternNode): Doc {
  const { start } = pattern.at;
  if (tokens.next < start && tokens.at('(')) {
    return parenthesized(tokens, start, () => printPattern(tokens, pattern));
  }
  switch (pattern.kind) {
    case 'pattern-tag':
    case 'pattern-constant':
      return tokens.verbatim(pattern.at);
    case 'pattern-sum':
      return printSequence(tokens, pattern.parts, '+');
    case 'pattern-product':
      return printSequence(tokens, pattern.parts, '.');
    case 'pattern-star':
      return printStar(tokens, pattern.body);
    case 'pattern-hole':
      throw new UnexpectedText('a pattern is missing');
    default:
      return pattern satisfies never;
  }
}

function printSequence(tokens: Tokens, parts: readonly PatternNode[], operator: '+' | '.'): Doc {
  return parts.map((part, i) => [
    i === 0 ? '' : [tokens.gap('space'), tokens.take(operator), tokens.gap('line')],
    printPattern(tokens, part),
  ]);
}

/** `*E` is written `E*` (spec §2). */
function printStar(tokens: Tokens, body: PatternNode): Doc {
  if (!tokens.at('*')) return [printPattern(tokens, body), tokens.take('*')];
  tokens.drop('*');
  return [printPattern(tokens, body), tokens.insert('*', 'nothing')];
}
