// Sequences, branches, and the ways to use up what has to be used up.
import { expression, randomData, type Variable } from './data.ts';
import { both, dutyDefinition } from './definitions.ts';
import { hasMany, nullable } from './protocol.ts';
import { guard, receive } from './receiving.ts';
import { send } from './sending.ts';
import { base, holdsFunction, int, isDuty, type MailboxShape, type Shape, unit, written } from './shape.ts';
import type { Duty, Scope, Writing } from './writing.ts';

/** Uses up all duties, in some order, and ends in an expression of the given data type. */
export function block(w: Writing, duties: readonly Duty[], scope: Scope, result: Shape): string {
  const { random } = w;
  const pending = random.shuffled(duties);
  const inner: Scope = { ...scope, duties: pending };
  const parts: string[] = [];
  const { data } = scope;
  for (;;) {
    if (random.chance(0.08)) parts.push(`print(${expression(w.around, base('String'), data, 1)})`);
    const here: Scope = { ...inner, data };
    if (random.chance(0.06)) {
      const bound = { name: w.fresh('v'), shape: randomData(random) };
      const value = expression(w.around, bound.shape, data, 1, true);
      const rest = block(w, pending, { ...here, data: [...data, bound] }, result);
      parts.push(`let ${bound.name}: ${written(bound.shape)} = ${value} in\n${rest}`);
      return parts.join(';\n');
    }
    const duty = pending.shift();
    if (duty === undefined) break;
    if (w.slip()) continue;
    const atEnd = scope.depth > 0 && random.chance(w.habits.carries ? 0.9 : 0.4);
    if (
      atEnd &&
      duty.shape.kind === 'mailbox' &&
      duty.shape.capability === '?' &&
      !hasMany(duty.shape.protocol)
    ) {
      parts.push(guard(w, duty.name, duty.shape, pending, { ...here, duties: [] }, result));
      return parts.join(';\n');
    }
    if (atEnd && random.chance(0.3)) {
      const branch = (): string =>
        block(w, [duty, ...pending], { ...here, duties: [], depth: scope.depth - 1 }, result);
      parts.push(choice(w, branch, data));
      return parts.join(';\n');
    }
    const partner = pending.find(isSending);
    if (isSending(duty) && partner !== undefined && !duty.own && !partner.own && random.chance(0.3)) {
      pending.splice(pending.indexOf(partner), 1);
      parts.push(`${both(w, duty.shape, partner.shape)}(${duty.name}, ${partner.name})`);
    } else parts.push(discharge(w, duty, here, duty.own));
  }
  if (!isUnit(result) || parts.length === 0) parts.push(expression(w.around, result, data, 1, true));
  return parts.join(';\n');
}

/** One of two branches, by a Bool or by a sum. */
export function choice(w: Writing, branch: () => string, data: readonly Variable[]): string {
  if (w.random.chance(0.75)) {
    return `if (${expression(w.around, base('Bool'), data, 1)}) {\n${branch()}\n} else {\n${branch()}\n}`;
  }
  const sum: Shape = { kind: 'sum', left: int, right: unit };
  const scrutinee = expression(w.around, sum, data, 0);
  return `case ${scrutinee} of {\ninl(${w.fresh('l')}) : Int -> ${branch()}\n| inr(${w.fresh('r')}) : Unit -> ${branch()}\n}`;
}

/**
 * Uses up a duty; an expression of type Unit.
 * `last`: nothing after this in its thread uses the variable, so a returnable use is allowed.
 */
export function discharge(w: Writing, duty: Duty, scope: Scope, last: boolean): string {
  // A linear function that was received can only be called in a process of its own, where nothing is pending.
  if (!duty.own && holdsFunction(duty.shape) && !w.slip())
    return `spawn { ${discharge(w, { ...duty, own: true }, { ...scope, duties: [] }, true)} }`;
  const owned = (duty.own && last) || w.slip();
  const { shape } = duty;
  // What is in data is returnable, save with liberal datatypes.
  const part = duty.own || !w.habits.stores;
  switch (shape.kind) {
    case 'mailbox':
      return shape.capability === '!'
        ? send(w, duty.name, shape, owned, scope)
        : receive(w, duty.name, shape, scope);
    case 'function': {
      const applied = `${duty.name}(${shape.from.map(s => expression(w.around, s, scope.data, 1)).join(', ')})`;
      return isUnit(shape.to) ? applied : `let ${w.fresh('v')} = ${applied} in\n()`;
    }
    case 'tuple': {
      if (scope.depth <= 0 || w.random.chance(0.2)) return call(w, duty, scope);
      const parts = shape.parts.map(s => ({ name: w.fresh('t'), shape: s, own: part }));
      const annotation = w.random.chance(0.5) ? `: ${written(shape)}` : '';
      return `let (${parts.map(p => p.name).join(', ')})${annotation} = ${duty.name} in\n${all(w, parts, scope)}`;
    }
    case 'sum': {
      const arm = (s: Shape): string => {
        const variable = { name: w.fresh('s'), shape: s, own: part };
        return `(${variable.name}) : ${written(s)} -> ${all(w, [variable], { ...scope, duties: [] })}`;
      };
      return `case ${duty.name} of {\ninl${arm(shape.left)}\n| inr${arm(shape.right)}\n}`;
    }
    case 'list': {
      const head = { name: w.fresh('h'), shape: shape.element, own: part };
      const tail = { name: w.fresh('t'), shape, own: duty.own };
      const droppable = shape.element.kind === 'mailbox' && nullable(shape.element.protocol);
      const rest = droppable && w.random.chance(0.3) ? '()' : call(w, tail, scope);
      const cons = `${all(w, [head], { ...scope, duties: [] })};\n${rest}`;
      return `caseL ${duty.name} : ${written(shape)} of {\nnil -> ()\n| (${head.name} :: ${tail.name}) -> ${cons}\n}`;
    }
    case 'base':
      return '()';
  }
}

/** What of these variables has to be used up is; the rest may serve as data. */
function all(w: Writing, variables: readonly Duty[], scope: Scope): string {
  const data = [...scope.data, ...variables.filter(v => !isDuty(v.shape))];
  const duties = variables.filter(v => isDuty(v.shape));
  return block(w, duties, { ...scope, data, duties: [] }, unit);
}

/** Uses up a duty by a call. */
export function call(w: Writing, duty: Duty, scope: Scope): string {
  const definition = dutyDefinition(w, duty.shape, duty.own);
  const rest = definition.parameters.slice(1).map(s => expression(w.around, s, scope.data, 1));
  return `${definition.name}(${[duty.name, ...rest].join(', ')})`;
}

function isUnit(shape: Shape): boolean {
  return shape.kind === 'base' && shape.name === 'Unit';
}

function isSending(duty: Duty): duty is Duty & { readonly shape: MailboxShape } {
  return duty.shape.kind === 'mailbox' && duty.shape.capability === '!';
}
