// Steps one below the other, and bodies: what stands in braces, behind an arrow or after the `=` of a `let`.
import { builders } from 'prettier/doc';
import type { Expression, Statement } from '../syntax/ast.ts';
import { isParenthesized, printExpression } from './expressions.ts';
import { listed } from './layout.ts';
import type { Doc, Tokens } from './tokens.ts';
import { printAnnotation } from './types.ts';

const { group, ifBreak, indent, line } = builders;

/** The steps of a block and its result, each on a line of its own. */
export function printBlock(tokens: Tokens, block: Extract<Expression, { readonly kind: 'block' }>): Doc {
  return [
    block.statements.map(statement => [printStatement(tokens, statement), tokens.gap('hardline', 'between')]),
    printExpression(tokens, block.result),
  ];
}

/** An expression where steps may stand; without the stray `;` that is accepted behind the last one (spec §2). */
export function printBody(tokens: Tokens, body: Expression): Doc {
  const doc = printExpression(tokens, body);
  if (tokens.at(';')) tokens.drop(';');
  return doc;
}

export function printStatement(tokens: Tokens, statement: Statement): Doc {
  if (statement.kind !== 'then') return printLet(tokens, statement);
  const doc = [printExpression(tokens, statement.expression), tokens.take(';')];
  // `first; in second` where no `let` is open.
  if (tokens.next < statement.at.end) tokens.drop('in');
  return doc;
}

function printLet(tokens: Tokens, statement: Exclude<Statement, { readonly kind: 'then' }>): Doc {
  const { annotation, bound } = statement;
  const head = [
    tokens.take('let'),
    tokens.gap('space'),
    statement.kind === 'let'
      ? tokens.verbatim(statement.binder.at)
      : listed(tokens, '(', statement.binders, ')', (_, { at }) => tokens.verbatim(at)),
    annotation === undefined
      ? ''
      : printAnnotation(tokens, annotation, statement.kind === 'let' ? 'nothing' : 'space'),
    tokens.gap('space'),
    tokens.take('='),
  ];
  const below = tokens.breaksLine || (isLoose(bound) && !isParenthesized(tokens, bound));
  if (!below) {
    return [head, tokens.gap('space'), printBody(tokens, bound), tokens.gap('space'), tokens.take('in')];
  }
  const id = Symbol('bound');
  const value = indent([tokens.gap('line'), group(printBody(tokens, bound), { id })]);
  // The `in` stands at the end of a line that holds all of the value, and below a longer one.
  const end = tokens.hasComments ? tokens.gap('line') : ifBreak(line, ' ', { groupId: id });
  return group([head, value, end, tokens.take('in')]);
}

/** Whether nothing holds the parts of the expression together, so that it begins a line when it is long. */
function isLoose({ kind }: Expression): boolean {
  return kind === 'block' || kind === 'binary' || kind === 'annotation';
}
