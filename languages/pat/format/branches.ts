// Guards with their clauses, and `case` and `caseL` with their arms (spec §2): always on several lines.
import { builders } from 'prettier/doc';
import type {
  CaseArm,
  CaseExpression,
  CaseListExpression,
  Clause,
  Expression,
  GuardExpression,
  Name,
} from '../syntax/ast.ts';
import { printBody } from './blocks.ts';
import { printExpression } from './expressions.ts';
import { arrowBody, listed } from './layout.ts';
import type { Doc, Tokens } from './tokens.ts';
import { printAnnotation, printPattern } from './types.ts';

const { group, indent } = builders;

export function printGuard(tokens: Tokens, { target, pattern, clauses }: GuardExpression): Doc {
  const head = [
    tokens.take('guard'),
    tokens.gap('space'),
    printExpression(tokens, target),
    tokens.gap('space'),
    tokens.take(':'),
    tokens.gap('space'),
    group(indent(printPattern(tokens, pattern))),
    tokens.gap('space'),
    tokens.take('{'),
  ];
  const inside = [tokens.gap('hardline', 'inside'), printClauses(tokens, clauses)];
  return [head, indent(inside), tokens.closing('hardline'), tokens.take('}')];
}

export function printClauses(tokens: Tokens, clauses: readonly Clause[]): Doc {
  return clauses.map((clause, i) => [i === 0 ? '' : tokens.nextOf(), printClause(tokens, clause)]);
}

function printClause(tokens: Tokens, clause: Clause): Doc {
  switch (clause.kind) {
    case 'fail-clause':
      return [tokens.take('fail'), printAnnotation(tokens, clause.type, 'space')];
    case 'empty-clause':
      return [tokens.take('empty'), names(tokens, [clause.binder]), body(tokens, clause.body)];
    case 'free-clause':
      return [tokens.take('free'), body(tokens, clause.body)];
    case 'receive-clause':
      return [
        tokens.take(clause.starred ? 'receive*' : 'receive'),
        tokens.gap('space'),
        tokens.verbatim(clause.tag.at),
        names(tokens, clause.payloads),
        from(tokens, clause.mailbox),
        body(tokens, clause.body),
      ];
    default:
      return clause satisfies never;
  }
}

function names(tokens: Tokens, list: readonly Name[]): Doc {
  return listed(tokens, '(', list, ')', (_, { at }) => tokens.verbatim(at));
}

/** `from mb`; where it is left out, the mailbox has its own name again (spec §2). */
function from(tokens: Tokens, { text, at }: Name): Doc {
  if (at.start === at.end) return [tokens.insert('from', 'space'), tokens.insert(text, 'space')];
  return [tokens.gap('space'), tokens.take('from'), tokens.gap('space'), tokens.verbatim(at)];
}

function body(tokens: Tokens, expression: Expression): Doc {
  return arrowBody(tokens, () => printBody(tokens, expression));
}

export function printCase(tokens: Tokens, { scrutinee, left, right }: CaseExpression): Doc {
  const head = [tokens.take('case'), tokens.gap('space'), indent(printExpression(tokens, scrutinee))];
  return [
    head,
    printArms(
      tokens,
      () => printSide(tokens, 'inl', left),
      () => printSide(tokens, 'inr', right),
    ),
  ];
}

function printSide(tokens: Tokens, side: 'inl' | 'inr', arm: CaseArm): Doc {
  return [
    tokens.take(side),
    names(tokens, [arm.binder]),
    printAnnotation(tokens, arm.type, 'space'),
    body(tokens, arm.body),
  ];
}

export function printCaseList(tokens: Tokens, e: CaseListExpression): Doc {
  const head = [
    tokens.take('caseL'),
    tokens.gap('space'),
    indent(printExpression(tokens, e.scrutinee)),
    printAnnotation(tokens, e.type, 'space'),
  ];
  const cons = (): Doc => [
    tokens.take('('),
    tokens.verbatim(e.head.at),
    tokens.gap('space'),
    tokens.take('::'),
    tokens.gap('space'),
    tokens.verbatim(e.tail.at),
    tokens.take(')'),
    body(tokens, e.cons),
  ];
  return [head, printArms(tokens, () => [tokens.take('nil'), body(tokens, e.nil)], cons)];
}

/** The bar of the second arm hangs in front of it, so that both begin in one column. */
function printArms(tokens: Tokens, first: () => Doc, second: () => Doc): Doc {
  return [
    [tokens.gap('space'), tokens.take('of'), tokens.gap('space'), tokens.take('{')],
    indent([tokens.gap('hardline', 'inside'), first()]),
    tokens.closing('hardline'),
    [tokens.take('|'), indent([tokens.gap('space'), second()])],
    tokens.closing('hardline'),
    tokens.take('}'),
  ];
}
