// ASTs as S-expressions without ranges, for tests.
import type { Clause, Expression, Name, PatternNode, Statement, TypeNode } from '../../syntax/ast.ts';

const list = (...parts: readonly string[]): string => `(${parts.filter(part => part !== '').join(' ')})`;
const names = (all: readonly Name[]): string => `(${all.map(name => name.text).join(' ')})`;

export function showPattern(pattern: PatternNode): string {
  switch (pattern.kind) {
    case 'pattern-tag':
      return pattern.tag;
    case 'pattern-constant':
      return String(pattern.value);
    case 'pattern-sum':
      return list('+', ...pattern.parts.map(showPattern));
    case 'pattern-product':
      return list('.', ...pattern.parts.map(showPattern));
    case 'pattern-star':
      return `${showPattern(pattern.body)}*`;
    case 'pattern-hole':
      return '_';
    default:
      return pattern satisfies never;
  }
}

export function showType(type: TypeNode): string {
  switch (type.kind) {
    case 'base-type':
      return type.name;
    case 'mailbox-type': {
      const pattern = type.pattern ? showPattern(type.pattern) : '';
      return `${type.interface.text}${type.capability}${pattern}${type.usage ? `[${type.usage.value}]` : ''}`;
    }
    case 'function-type':
      return `(${type.linear ? '-o' : '->'} ${type.parameters.map(showType).join(' ')} ${showType(type.result)})`;
    case 'tuple-type':
      return list('*', ...type.parts.map(showType));
    case 'sum-type':
      return list('+', showType(type.left), showType(type.right));
    case 'list-type':
      return list('List', showType(type.element));
    case 'type-hole':
      return '_';
    default:
      return type satisfies never;
  }
}

function showStatement(statement: Statement): string {
  switch (statement.kind) {
    case 'let': {
      const annotation = statement.annotation ? showType(statement.annotation) : '';
      return list('let', statement.binder.text, annotation, showExpression(statement.bound));
    }
    case 'let-tuple': {
      const annotation = statement.annotation ? showType(statement.annotation) : '';
      return list('let-tuple', names(statement.binders), annotation, showExpression(statement.bound));
    }
    case 'then':
      return list('then', showExpression(statement.expression));
    default:
      return statement satisfies never;
  }
}

function showClause(clause: Clause): string {
  switch (clause.kind) {
    case 'fail-clause':
      return list('fail', showType(clause.type));
    case 'empty-clause':
      return list('empty', clause.binder.text, showExpression(clause.body));
    case 'free-clause':
      return list('free', showExpression(clause.body));
    case 'receive-clause': {
      const word = clause.starred ? 'receive*' : 'receive';
      const { tag, payloads, mailbox, body } = clause;
      return list(word, tag.text, names(payloads), mailbox.text, showExpression(body));
    }
    default:
      return clause satisfies never;
  }
}

export function showExpression(expression: Expression): string {
  const show = showExpression;
  switch (expression.kind) {
    case 'block':
      return list('block', ...expression.statements.map(showStatement), show(expression.result));
    case 'annotation':
      return list(':', show(expression.body), showType(expression.type));
    case 'variable':
      return expression.name;
    case 'integer':
    case 'boolean':
      return String(expression.value);
    case 'string':
      return JSON.stringify(expression.value);
    case 'atom':
      return `:${expression.value}`;
    case 'tuple':
      return list('tuple', ...expression.parts.map(show));
    case 'nil':
      return 'nil';
    case 'cons':
      return list('cons', show(expression.head), show(expression.tail));
    case 'injection':
      return list(expression.side, show(expression.body));
    case 'case': {
      const arms = [expression.left, expression.right];
      const shown = arms.map(arm => list(arm.binder.text, showType(arm.type), show(arm.body)));
      return list('case', show(expression.scrutinee), ...shown);
    }
    case 'case-list': {
      const { scrutinee, type, nil, head, tail, cons } = expression;
      return list(
        'caseL',
        show(scrutinee),
        showType(type),
        show(nil),
        list(head.text, tail.text, show(cons)),
      );
    }
    case 'new':
      return list('new', expression.interface.text);
    case 'spawn':
      return list('spawn', show(expression.body));
    case 'free':
      return list('free', show(expression.mailbox));
    case 'fail':
      return list('fail', show(expression.mailbox), showType(expression.type));
    case 'apply':
      return list('apply', show(expression.callee), ...expression.arguments.map(show));
    case 'lambda': {
      const parameters = expression.parameters.map(({ name, type }) => list(name.text, showType(type)));
      return list(
        expression.linear ? 'linfun' : 'fun',
        ...parameters,
        showType(expression.result),
        show(expression.body),
      );
    }
    case 'send':
      return list('send', show(expression.target), expression.tag.text, ...expression.arguments.map(show));
    case 'if':
      return list(
        'if',
        show(expression.condition),
        show(expression.consequence),
        show(expression.alternative),
      );
    case 'guard':
      return list(
        'guard',
        show(expression.target),
        showPattern(expression.pattern),
        ...expression.clauses.map(showClause),
      );
    case 'binary':
      return list(expression.operator, show(expression.left), show(expression.right));
    case 'hole':
      return '_';
    default:
      return expression satisfies never;
  }
}
