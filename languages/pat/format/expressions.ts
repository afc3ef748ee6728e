// Expressions (spec §2). Parentheses stay as they are written, but no pair is doubled. Where a construct may stand on
// one line or on several, the author's line break after its `{`, `->` or `=` says so.
import { builders, utils } from 'prettier/doc';
import type { BinaryOperator, Expression, LambdaExpression } from '../syntax/ast.ts';
import { printBlock, printBody } from './blocks.ts';
import { printCase, printCaseList, printGuard } from './branches.ts';
import { type Braces, braces, listed, parenthesized } from './layout.ts';
import { type Doc, type Tokens, UnexpectedText } from './tokens.ts';
import { printAnnotation, printParameter, printType } from './types.ts';

const { breakParent, conditionalGroup, fill, group, indent } = builders;

type Node<K extends Expression['kind']> = Extract<Expression, { readonly kind: K }>;

/** Whether parentheses that are not part of the expression stand before it. */
export function isParenthesized(tokens: Tokens, e: Expression): boolean {
  return tokens.next < e.at.start && tokens.at('(');
}

export function printExpression(tokens: Tokens, e: Expression): Doc {
  if (isParenthesized(tokens, e)) {
    return parenthesized(tokens, e.at.start, () => printExpression(tokens, e));
  }
  switch (e.kind) {
    case 'variable':
      // `rand()` as a condition is `randBool()` (spec §2).
      return tokens.verbatim(e.at, e.name);
    case 'integer':
    case 'string':
    case 'boolean':
    case 'atom':
    case 'nil':
      return tokens.verbatim(e.at);
    case 'block':
      return printBlock(tokens, e);
    case 'annotation':
      return [printExpression(tokens, e.body), printAnnotation(tokens, e.type, 'space')];
    case 'tuple':
      return listed(tokens, '(', e.parts, ')', printExpression);
    case 'cons':
      return printCons(tokens, e);
    case 'injection':
      return [tokens.take(e.side), printArguments(tokens, [e.body])];
    case 'case':
      return printCase(tokens, e);
    case 'case-list':
      return printCaseList(tokens, e);
    case 'new':
      return [tokens.take('new'), tokens.take('['), tokens.verbatim(e.interface.at), tokens.take(']')];
    case 'spawn':
      return [tokens.take('spawn'), tokens.gap('space'), braceGroup(bodyInBraces(tokens, e.body))];
    case 'free':
      return [tokens.take('free'), printArguments(tokens, [e.mailbox])];
    case 'fail':
      return [
        tokens.take('fail'),
        printArguments(tokens, [e.mailbox]),
        tokens.take('['),
        printType(tokens, e.type),
        tokens.take(']'),
      ];
    case 'apply':
      return [printExpression(tokens, e.callee), printArguments(tokens, e.arguments)];
    case 'lambda':
      return hugging(printLambda(tokens, e), false);
    case 'send':
      return [
        printExpression(tokens, e.target),
        tokens.gap('space'),
        tokens.take('!'),
        tokens.gap('space'),
        tokens.verbatim(e.tag.at),
        printArguments(tokens, e.arguments),
      ];
    case 'if':
      return printIf(tokens, e);
    case 'guard':
      return printGuard(tokens, e);
    case 'binary':
      return printBinary(tokens, e);
    case 'hole':
      throw new UnexpectedText('an expression is missing');
    default:
      return e satisfies never;
  }
}

export function bodyInBraces(tokens: Tokens, body: Expression): Braces {
  return braces(tokens, () => printBody(tokens, body));
}

export function braceGroup({ doc, broken }: Braces): Doc {
  return group(doc, { shouldBreak: broken });
}

function printIf(tokens: Tokens, e: Node<'if'>): Doc {
  const head = [tokens.take('if'), tokens.gap('space'), printExpression(tokens, e.condition)];
  // `if (c) then { … }` is written without `then` (spec §2).
  if (tokens.at('then')) tokens.drop('then');
  const before = tokens.gap('space');
  const consequence = bodyInBraces(tokens, e.consequence);
  const between = [tokens.gap('space', 'none', false), tokens.take('else'), tokens.gap('space')];
  const alternative = bodyInBraces(tokens, e.alternative);
  return group([head, before, consequence.doc, between, alternative.doc], {
    shouldBreak: consequence.broken || alternative.broken,
  });
}

interface Lambda {
  readonly head: Doc;
  readonly body: Braces;
}

function printLambda(tokens: Tokens, e: LambdaExpression): Lambda {
  const head = [
    tokens.take(e.linear ? 'linfun' : 'fun'),
    listed(tokens, '(', e.parameters, ')', printParameter),
    printAnnotation(tokens, e.result, 'nothing'),
    tokens.gap('space'),
  ];
  return { head, body: bodyInBraces(tokens, e.body) };
}

function hugging({ head, body }: Lambda, shouldBreak: boolean): Doc {
  return [head, group(body.doc, { shouldBreak: shouldBreak || body.broken })];
}

/** Arguments; a function that comes last begins on the line of the call. */
function printArguments(tokens: Tokens, args: readonly Expression[]): Doc {
  const last = args.at(-1);
  if (last?.kind !== 'lambda') return listed(tokens, '(', args, ')', printExpression);
  const opening = tokens.take('(');
  let commented = false;
  const gap = (separator: 'softline' | 'line'): Doc => {
    commented ||= tokens.hasComments;
    return tokens.gap(separator);
  };
  const before: Doc[] = [];
  const inside: Doc[] = [];
  for (const [i, arg] of args.slice(0, -1).entries()) {
    const space = gap(i === 0 ? 'softline' : 'line');
    const doc = [printExpression(tokens, arg), tokens.take(',')];
    before.push(doc, ' ');
    inside.push(space, doc);
  }
  inside.push(gap(args.length === 1 ? 'softline' : 'line'));
  if (isParenthesized(tokens, last)) commented = true;
  const lambda = isParenthesized(tokens, last) ? undefined : printLambda(tokens, last);
  const plain = lambda === undefined ? printExpression(tokens, last) : hugging(lambda, false);
  commented ||= tokens.hasComments;
  const end = [tokens.closing('softline'), tokens.take(')')];
  const spread = [opening, indent([...inside, plain]), end];
  if (commented || lambda === undefined || utils.willBreak(before)) return group(spread);
  return [
    // A line break inside breaks the lines of what is around a call, but not those of the call.
    utils.willBreak(plain) ? breakParent : '',
    conditionalGroup([
      [opening, before, plain, ')'],
      [opening, before, hugging(lambda, true), ')'],
      group(spread, { shouldBreak: true }),
    ]),
  ];
}

/** `(a :: (b :: nil))`: as many on a line as there is room for. */
function printCons(tokens: Tokens, e: Node<'cons'>): Doc {
  const parts: Doc[] = [];
  let cell: Expression = e;
  let open = 0;
  while (cell.kind === 'cons' && !isParenthesized(tokens, cell)) {
    parts.push(
      [tokens.take('('), printExpression(tokens, cell.head), tokens.gap('space'), tokens.take('::')],
      tokens.gap('line'),
    );
    open++;
    cell = cell.tail;
  }
  const last = [printExpression(tokens, cell)];
  for (; open > 0; open--) last.push(tokens.take(')'));
  parts.push(last);
  return group(indent(fill(parts)));
}

const LEVELS: Readonly<Record<BinaryOperator, number>> = {
  '&&': 1,
  '||': 1,
  '==': 2,
  '!=': 2,
  '<': 2,
  '<=': 2,
  '>': 2,
  '>=': 2,
  '+': 3,
  '-': 3,
  '*': 4,
  '/': 4,
};

/** Operators of one precedence break their lines together. */
function printBinary(tokens: Tokens, e: Node<'binary'>): Doc {
  const [first, ...rest] = printOperands(tokens, e);
  return group([first ?? '', indent(rest)]);
}

function printOperands(tokens: Tokens, e: Node<'binary'>): Doc[] {
  const { left, operator, right } = e;
  const goesOn =
    left.kind === 'binary' &&
    LEVELS[left.operator] === LEVELS[operator] &&
    // Otherwise it begins with a parenthesis of its own.
    left.at.start === e.at.start;
  const before = goesOn ? printOperands(tokens, left) : [printExpression(tokens, left)];
  before.push(tokens.gap('space'), tokens.take(operator), tokens.gap('line'), printExpression(tokens, right));
  return before;
}
