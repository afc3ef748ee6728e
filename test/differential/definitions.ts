// Definitions that the rest of a generated program calls: to compute data, and to use up, make, pass on mailboxes.
import { call, choice, discharge } from './blocks.ts';
import { expression, randomData } from './data.ts';
import { many, one, or, type Protocol, randomProtocol, rewritten, show } from './protocol.ts';
import { guard } from './receiving.ts';
import { messages } from './sending.ts';
import { int, type MailboxShape, type Shape, shapeKey, unit, written } from './shape.ts';
import type { Definition, Duty, Scope, Writing } from './writing.ts';

/** A definition with data parameters and this data result: one that is there, or a new one while there are few. */
export function dataDefinition(w: Writing, result: Shape): Definition | undefined {
  const { random } = w;
  const found = w.dataDefinitions.filter(d => written(d.result) === written(result));
  if (found.length > 0 || w.dataDefinitions.length > 2)
    return found.length > 0 ? random.pick(found) : undefined;
  const name = w.fresh('compute');
  const parameters = Array.from({ length: random.below(3) }, () => ({
    name: w.fresh('x'),
    shape: randomData(random),
  }));
  const definition = { name, parameters: parameters.map(p => p.shape), result };
  w.dataDefinitions.push(definition);
  const body = expression(w.around, result, parameters, 2, true);
  w.define(name, parameters, result, body);
  return definition;
}

/** A definition that uses up something of this type: one for each type, and so with recursion. */
export function dutyDefinition(w: Writing, shape: Shape, own: boolean): Definition {
  const id = `${shapeKey(shape)}${own}`;
  const found = w.known.get(id);
  if (found !== undefined) return found;
  const name = w.fresh(shape.kind === 'mailbox' && shape.capability === '?' ? 'serve' : 'use');
  const data = w.random.chance(0.3) ? [{ name: w.fresh('n'), shape: int }] : [];
  const parameter = {
    name: w.random.chance(0.5) ? 'self' : w.fresh('m'),
    shape: parameterShape(w, shape, own),
  };
  const definition = { name, parameters: [parameter.shape, ...data.map(d => d.shape)] };
  w.known.set(id, definition);
  const scope: Scope = { data, duties: [], depth: 1 };
  const body = definitionBody(w, { name: parameter.name, shape, own }, scope);
  w.define(name, [parameter, ...data], unit, body);
  return definition;
}

/** At least one step before the definition calls itself. */
function definitionBody(w: Writing, duty: Duty, scope: Scope): string {
  const { name, shape } = duty;
  if (shape.kind !== 'mailbox') return discharge(w, duty, scope, true);
  if (shape.capability === '?') {
    return show(shape.protocol) === '1' ? `free(${name})` : guard(w, name, shape, [], scope, unit);
  }
  if (!w.random.chance(0.3)) return messages(w, name, shape, scope);
  const steps = (): string => messages(w, name, shape, scope);
  if (shape.protocol.kind !== 'many') return choice(w, steps, scope.data);
  const round = messages(w, name, { ...shape, protocol: shape.protocol.body }, scope);
  const more = `${round};\n${call(w, duty, scope)}`;
  let first = true;
  return choice(
    w,
    () => {
      const here = first ? '()' : more;
      first = false;
      return here;
    },
    scope.data,
  );
}

/** The type of a parameter, written in one of the ways that mean the same. */
function parameterShape(w: Writing, shape: Shape, own: boolean): Shape {
  if (shape.kind !== 'mailbox') return shape;
  const explicit = w.random.chance(0.3);
  const right = shape.capability === '?' || own ? 'R' : 'U';
  const usage = w.slip() ? w.random.pick(['R', 'U'] as const) : right;
  const needed = usage !== (shape.capability === '?' ? 'R' : 'U');
  const { usage: _, ...plain } = shape;
  const bare = w.random.chance(w.habits.leavesPatternsOut);
  const protocol = rewritten(w.random, w.slip() ? otherProtocol(w, shape) : shape.protocol);
  return { ...plain, protocol, bare, ...(explicit || needed ? { usage } : {}) };
}

/** A protocol for the same interface that is near, and most likely wrong. */
export function otherProtocol(w: Writing, shape: MailboxShape): Protocol {
  const others = w.tagsOf(shape.interface);
  return w.random.chance(0.5)
    ? randomProtocol(w.random, others.length > 0 ? others : ['M'])
    : or(shape.protocol, w.random.chance(0.5) ? one : many(shape.protocol));
}

/** A definition that makes a mailbox, has it served, and returns it. */
export function maker(w: Writing, shape: MailboxShape): string {
  const id = `make ${shapeKey(shape)}`;
  const found = w.known.get(id);
  if (found !== undefined) return found.name;
  const name = w.fresh('make');
  w.known.set(id, { name, parameters: [] });
  const made = w.fresh('m');
  const served = discharge(
    w,
    { name: made, shape: { ...shape, capability: '?' }, own: true },
    { data: [], duties: [], depth: 1 },
    true,
  );
  const body = `let ${made} = new[${shape.interface}] in\nspawn { ${served} };\n${made}`;
  const result: Shape = w.slip() ? shape : { ...shape, usage: 'R', bare: false };
  w.define(name, [], result, body);
  return name;
}

/** A definition that gives back the mailbox it gets. */
export function identity(w: Writing, shape: MailboxShape): string {
  const id = `keep ${shapeKey(shape)}`;
  const found = w.known.get(id);
  if (found !== undefined) return found.name;
  const name = w.fresh('keep');
  w.known.set(id, { name, parameters: [shape] });
  const { usage: _, ...plain } = shape;
  const usage = w.slip() ? {} : { usage: 'R' as const };
  w.define(name, [{ name: 'it', shape: { ...plain, ...usage } }], { ...plain, ...usage }, 'it');
  return name;
}

/** A definition that uses up two mailboxes, each in its own way. */
export function both(w: Writing, left: MailboxShape, right: MailboxShape): string {
  const id = `both ${shapeKey(left)} ${shapeKey(right)}`;
  const found = w.known.get(id);
  if (found !== undefined) return found.name;
  const name = w.fresh('both');
  const parameters = [left, right].map(shape => ({
    name: w.fresh('m'),
    shape: parameterShape(w, shape, false),
  }));
  w.known.set(id, { name, parameters: parameters.map(p => p.shape) });
  const scope: Scope = { data: [], duties: [], depth: 1 };
  const uses = parameters.map((p, i) =>
    discharge(w, { name: p.name, shape: i === 0 ? left : right, own: false }, scope, false),
  );
  w.define(name, parameters, unit, w.random.shuffled(uses).join(';\n'));
  return name;
}
