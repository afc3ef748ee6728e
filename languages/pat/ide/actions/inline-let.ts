// Puts what a `let` binds in the place of its name. Only where that changes nothing: what is evaluated is evaluated
// once and in the same order, every name still means the same, and the program is typed as well as before.
import type { CodeAction } from '../../../answers.ts';
import type { TextEdit } from '../../../diagnostic.ts';
import type { AnalysedItem, Analysis } from '../../analysis.ts';
import { isValue } from '../../core/flatten.ts';
import type { Binder, Computation, Final, Step, Value } from '../../core/term.ts';
import { visitComputation } from '../../core/visit.ts';
import type { Expression, Range, Statement } from '../../syntax/ast.ts';
import { itemAt, touches } from '../locate.ts';
import { occurrences } from '../occurrences.ts';
import { type ActionRequest, isNoWorse, sameRange, sourceOf } from './action.ts';
import { isAtom, needsParentheses, type Slot, walk } from './parts.ts';
import { holdsHole } from './selection.ts';

type Let = Extract<Statement, { kind: 'let' }>;

/** Offered on the word `let`, on the name that it binds, and on each use of the name. */
export function inlineLet(analysis: Analysis, { span, whatIf }: ActionRequest): CodeAction[] {
  const item = itemAt(analysis, span.start);
  if (item === undefined || item.item.kind === 'interface' || item.lowered.kind === 'interface') return [];
  const found = letAt(item, item.item.body, span.start - item.start);
  if (found === undefined) return [];
  const { statement, binder, uses, scope } = found;
  const { bound, annotation } = statement;
  if (holdsHole(bound) || hidesComment(analysis, item, statement)) return [];
  if (uses.length > 1 && (annotation !== undefined || !isAtom(bound))) return [];
  const [use] = uses;
  if (use === undefined || (!isValue(bound) && !staysInOrder(item.lowered.core.body, binder, use))) return [];
  const places = placesOf(scope, statement, uses);
  if (places === undefined) return [];
  const edits = [
    removal(analysis, item, statement),
    ...places.map(({ at, slot }): TextEdit => {
      const text = substituted(analysis, item, statement, at, slot);
      return { span: { start: item.start + at.start, end: item.start + at.end }, text };
    }),
  ];
  const after = whatIf(edits);
  if (after === undefined || !isNoWorse(analysis, after)) return [];
  return [{ title: `Inline \`${binder.name}\``, kind: 'refactor.inline', edits }];
}

interface Found {
  readonly statement: Let;
  readonly binder: Binder;
  readonly uses: readonly Range[];
  /** What can use the name. */
  readonly scope: Extract<Expression, { kind: 'block' }>;
}

/** The `let` whose word, name or use is at the offset. */
function letAt(item: AnalysedItem, body: Expression, offset: number): Found | undefined {
  const variables = occurrences(item).flatMap(o => (o.kind === 'variable' ? [o] : []));
  const here = variables.find(o => touches(o.at, offset))?.binder;
  let found: Pick<Found, 'statement' | 'scope'> | undefined;
  walk(body, e => {
    if (e.kind === 'block') {
      for (const statement of e.statements) {
        if (statement.kind !== 'let') continue;
        const { start } = statement.at;
        const named = here !== undefined && sameRange(statement.binder.at, here.at);
        if (named || (here === undefined && touches({ start, end: start + 'let'.length }, offset)))
          found = { statement, scope: e };
      }
    }
    return true;
  });
  if (found === undefined) return undefined;
  const { statement, scope } = found;
  const binder = variables.find(o => o.declares && sameRange(o.at, statement.binder.at))?.binder;
  if (binder === undefined) return undefined;
  const uses = variables.filter(o => o.binder === binder && !o.declares).map(o => o.at);
  return { statement, binder, uses, scope };
}

/** The uses with what may stand there; undefined when one of the names would mean something else at one of them. */
function placesOf(
  scope: Expression,
  { bound, binder }: Let,
  uses: readonly Range[],
): readonly { readonly at: Range; readonly slot: Slot }[] | undefined {
  const names = freeNames(bound);
  const places: { readonly at: Range; readonly slot: Slot }[] = [];
  const wanted = new Set(uses.map(use => use.start));
  // How many binders of a name its meaning lies below, where the value stands now.
  const known = new Map<string, number>();
  let captured = false;
  walk(scope, (e, slot, inScope) => {
    if (e === bound) {
      for (const name of names) known.set(name, (inScope.get(name) ?? 0) + (name === binder.text ? 1 : 0));
    } else if (e.kind === 'variable' && wanted.has(e.at.start)) {
      places.push({ at: e.at, slot });
      for (const name of names) captured ||= (inScope.get(name) ?? 0) !== known.get(name);
    }
    return true;
  });
  return captured || places.length !== uses.length ? undefined : places;
}

/** The names in an expression that are bound outside it. */
function freeNames(e: Expression): ReadonlySet<string> {
  const names = new Set<string>();
  walk(e, (inner, _slot, scope) => {
    if (inner.kind === 'variable' && (scope.get(inner.name) ?? 0) === 0) names.add(inner.name);
    return true;
  });
  return names;
}

/** Whether a comment stands in the statement outside what it binds: it would be lost. */
function hidesComment(analysis: Analysis, item: AnalysedItem, { at, bound }: Let): boolean {
  const before = sourceOf(analysis, item, { start: at.start, end: bound.at.start });
  const after = sourceOf(analysis, item, { start: bound.at.end, end: at.end });
  return before.includes('#') || after.includes('#');
}

// ------------------------------------------------------------------------------------------------- order

/** Whether what a `let` binds is evaluated at the same moment when it stands at `use`, the only use of its name. */
function staysInOrder(body: Computation, binder: Binder, use: Range): boolean {
  let answer = false;
  const computation = ({ steps, final }: Computation): void => {
    const index = steps.findIndex(step => step.kind === 'let' && step.binder === binder);
    if (index < 0) return;
    // Other parts of the expression that the use stands in are named before it, but evaluated after what comes left of them.
    const rest = steps.slice(index + 1).filter(({ at }) => at.start < use.end);
    answer = comesNext(binder, rest, final) === 'used';
  };
  visitComputation({ computation }, body);
  return answer;
}

/** Whether the variable is evaluated before anything is that may have an effect. */
function comesNext(binder: Binder, steps: readonly Step[], final: Final): 'used' | 'not yet' | 'too late' {
  for (const step of steps) {
    const next =
      step.kind === 'let-tuple'
        ? inValues(binder, [step.value])
        : inFinal(binder, step.kind === 'let' ? step.bound : step.first);
    if (next !== 'not yet') return next;
  }
  return inFinal(binder, final);
}

function inFinal(binder: Binder, f: Final): 'used' | 'not yet' | 'too late' {
  switch (f.kind) {
    case 'return':
      return inValues(binder, [f.value]);
    case 'annotation':
      return comesNext(binder, f.body.steps, f.body.final);
    case 'apply':
      return inValues(binder, [f.callee, ...f.arguments], 'too late');
    case 'send':
      return inValues(binder, [f.target, ...f.arguments], 'too late');
    case 'free':
      return inValues(binder, [f.mailbox], 'too late');
    case 'if':
      return inValues(binder, [f.condition], 'too late');
    case 'case':
    case 'case-list':
      return inValues(binder, [f.scrutinee], 'too late');
    case 'guard':
      return inValues(binder, [f.target], 'too late');
    case 'new':
    case 'spawn':
      return 'too late';
    default:
      return f satisfies never;
  }
}

/** Values do nothing by themselves; what a function does, it does later. */
function inValues(
  binder: Binder,
  values: readonly Value[],
  otherwise: 'not yet' | 'too late' = 'not yet',
): 'used' | 'not yet' | 'too late' {
  return values.some(value => holds(value, binder)) ? 'used' : otherwise;
}

function holds(v: Value, binder: Binder): boolean {
  switch (v.kind) {
    case 'variable':
      return v.binder === binder;
    case 'tuple':
      return v.parts.some(part => holds(part, binder));
    case 'cons':
      return holds(v.head, binder) || holds(v.tail, binder);
    case 'injection':
    case 'annotated':
      return holds(v.value, binder);
    case 'lambda':
    case 'definition':
    case 'primitive':
    case 'constant':
    case 'nil':
    case 'hole':
      return false;
    default:
      return v satisfies never;
  }
}

// ------------------------------------------------------------------------------------------------- text

/** Takes the statement out, with the rest of its line when only white space is there. */
function removal(analysis: Analysis, item: AnalysedItem, { at }: Let): TextEdit {
  const start = item.start + at.start;
  const end = item.start + at.end;
  const space = /^[ \t]*(?:\r?\n\s*)?/.exec(analysis.text.slice(end, end + 1000))?.[0].length ?? 0;
  return { span: { start, end: end + space }, text: '' };
}

/** The bound expression as it is written at a use. */
function substituted(
  analysis: Analysis,
  item: AnalysedItem,
  { bound, annotation }: Let,
  use: Range,
  slot: Slot,
): string {
  const text = sourceOf(analysis, item, bound.at);
  if (annotation !== undefined) {
    const shown = needsParentheses(bound, 'basic') ? `(${text})` : text;
    return `(${shown} : ${sourceOf(analysis, item, annotation.at)})`;
  }
  const enclosed =
    /\(\s*$/.test(sourceOf(analysis, item, { start: Math.max(0, use.start - 80), end: use.start })) &&
    /^\s*\)/.test(sourceOf(analysis, item, { start: use.end, end: use.end + 80 }));
  return needsParentheses(bound, enclosed ? 'any' : slot) ? `(${text})` : text;
}
