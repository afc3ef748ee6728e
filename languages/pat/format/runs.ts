// Steps and clauses inside an item that can be formatted by themselves: a run of neighbours, each on lines of its own.
import type { Clause, Expression, Item, Range, Statement } from '../syntax/ast.ts';
import { printStatement } from './blocks.ts';
import { printClauses } from './branches.ts';
import { printExpression } from './expressions.ts';
import type { Doc, Tokens } from './tokens.ts';
import { triviaAt } from './trivia.ts';

/** Neighbours that stand one below the other. */
type Row =
  | {
      readonly kind: 'steps';
      readonly units: readonly (Range & { readonly step: Statement | Expression })[];
      /** They are the steps of the program's body. */
      readonly outermost: boolean;
    }
  | { readonly kind: 'clauses'; readonly units: readonly (Range & { readonly clause: Clause })[] };

/** Some neighbours in a row. Ranges are relative to the item, as in the AST. */
export interface Run extends Range {
  /** What comes first in its row, begins a line, and is not in the run; its indentation is the run's. */
  readonly sibling: number | undefined;
  /** It is not indented. */
  readonly outermost: boolean;
  /** The end of the run may come earlier: an expression in parentheses does not know where they end. */
  readonly open: boolean;
  readonly print: (tokens: Tokens) => Doc;
}

/** The smallest run around a range that begins a line; undefined where that is the item itself. `source`: the item's text. */
export function runAround(item: Item, source: string, range: Range): Run | undefined {
  let found: Run | undefined;
  const offer = (row: Row): void => {
    found = runIn(row, source, range) ?? found;
  };
  if (item.kind === 'interface') return undefined;
  inBody(item.body, source, range, offer, item.kind === 'body');
  return found;
}

function runIn(row: Row, source: string, range: Range): Run | undefined {
  const { units } = row;
  const first = units.findIndex(unit => unit.end > range.start);
  const last = units.findLastIndex(unit => unit.start < range.end);
  const head = units[first];
  const tail = units[last];
  if (head === undefined || tail === undefined || first > last) return undefined;
  if (head.start > range.start || tail.end < range.end || !beginsLine(source, head.start)) return undefined;
  const sibling = units.slice(0, first).find(unit => beginsLine(source, unit.start))?.start;
  return {
    start: head.start,
    end: tail.end,
    sibling,
    outermost: row.kind === 'steps' && row.outermost,
    open: row.kind === 'steps',
    print: tokens => printRun(tokens, row, first, last),
  };
}

function printRun(tokens: Tokens, row: Row, first: number, last: number): Doc {
  if (row.kind === 'clauses') {
    return printClauses(
      tokens,
      row.units.slice(first, last + 1).map(({ clause }) => clause),
    );
  }
  return row.units
    .slice(first, last + 1)
    .map(({ step }, i) => [
      i === 0 ? '' : tokens.gap('hardline', 'between'),
      isStatement(step) ? printStatement(tokens, step) : printExpression(tokens, step),
    ]);
}

function isStatement(step: Statement | Expression): step is Statement {
  return step.kind === 'let' || step.kind === 'let-tuple' || step.kind === 'then';
}

/** Whether only white space stands before an offset on its line. */
export function beginsLine(text: string, offset: number): boolean {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset).trim() === '';
}

type Offer = (row: Row) => void;

/** An expression where steps may stand; `outermost` for the program's body. */
function inBody(e: Expression, source: string, range: Range, offer: Offer, outermost: boolean): void {
  if (e.kind === 'block') {
    const before = e.statements.at(-1)?.at.end ?? e.at.start;
    const result = { start: triviaAt(source, before).end, end: e.at.end, step: e.result };
    const statements = e.statements.map(step => ({ ...step.at, step }));
    offer({ kind: 'steps', units: [...statements, result], outermost });
    for (const step of e.statements) {
      if (!around(step.at, range)) continue;
      if (step.kind === 'then') inExpression(step.expression, source, range, offer);
      else inBody(step.bound, source, range, offer, false);
    }
    if (around(result, range)) inExpression(e.result, source, range, offer);
    return;
  }
  if (!around(e.at, range)) return;
  // Where parentheses of its own begin is not known.
  const isBare = !source.slice(0, e.at.start).trimEnd().endsWith('(');
  if (isBare) offer({ kind: 'steps', units: [{ ...e.at, step: e }], outermost });
  inExpression(e, source, range, offer);
}

function around(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function inExpression(e: Expression, source: string, range: Range, offer: Offer): void {
  if (!around(e.at, range)) return;
  if (e.kind === 'block') {
    inBody(e, source, range, offer, false);
    return;
  }
  if (e.kind === 'guard') {
    offer({ kind: 'clauses', units: e.clauses.map(clause => ({ ...clause.at, clause })) });
  }
  const { parts, bodies } = insideOf(e);
  for (const part of parts) inExpression(part, source, range, offer);
  for (const body of bodies) inBody(body, source, range, offer, false);
}

/** What an expression is made of; in its bodies steps may stand. */
function insideOf(e: Exclude<Expression, { readonly kind: 'block' }>): {
  readonly parts: readonly Expression[];
  readonly bodies: readonly Expression[];
} {
  switch (e.kind) {
    case 'annotation':
    case 'injection':
      return { parts: [e.body], bodies: [] };
    case 'tuple':
      return { parts: e.parts, bodies: [] };
    case 'cons':
      return { parts: [e.head, e.tail], bodies: [] };
    case 'case':
      return { parts: [e.scrutinee], bodies: [e.left.body, e.right.body] };
    case 'case-list':
      return { parts: [e.scrutinee], bodies: [e.nil, e.cons] };
    case 'spawn':
    case 'lambda':
      return { parts: [], bodies: [e.body] };
    case 'free':
    case 'fail':
      return { parts: [e.mailbox], bodies: [] };
    case 'apply':
      return { parts: [e.callee, ...e.arguments], bodies: [] };
    case 'send':
      return { parts: [e.target, ...e.arguments], bodies: [] };
    case 'if':
      return { parts: [e.condition], bodies: [e.consequence, e.alternative] };
    case 'binary':
      return { parts: [e.left, e.right], bodies: [] };
    case 'guard':
      return {
        parts: [e.target],
        bodies: e.clauses.flatMap(clause => (clause.kind === 'fail-clause' ? [] : [clause.body])),
      };
    case 'variable':
    case 'integer':
    case 'string':
    case 'boolean':
    case 'atom':
    case 'nil':
    case 'new':
    case 'hole':
      return { parts: [], bodies: [] };
    default:
      return e satisfies never;
  }
}
