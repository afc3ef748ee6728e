// Code for the receiving end of a mailbox: guards with a clause for everything that may come.
import { block, call, choice } from './blocks.ts';
import type { Variable } from './data.ts';
import { identity, otherProtocol } from './definitions.ts';
import {
  after,
  and,
  hasMany,
  many,
  nullable,
  one,
  or,
  type Protocol,
  rewritten,
  show,
  tag,
  tagsOf,
  zero,
} from './protocol.ts';
import { messages } from './sending.ts';
import { interfacesIn, isDuty, type MailboxShape, type Shape, secondClass, unit, written } from './shape.ts';
import type { Duty, Scope, Writing } from './writing.ts';

/** Receives what the protocol of the mailbox says may come, and frees it in the end. */
export function receive(w: Writing, name: string, shape: MailboxShape, scope: Scope): string {
  const { random } = w;
  const deep = scope.depth > 0;
  const inner: Scope = { ...scope, duties: [], depth: scope.depth - 1 };
  const again = (at: string, p = shape.protocol): string => receive(w, at, { ...shape, protocol: p }, inner);
  if (show(shape.protocol) === '1' && !w.slip()) {
    return random.weighted({ free: 8, guard: 1, empty: 1 }) === 'free'
      ? `free(${name})`
      : `guard ${name} : 1 { ${random.chance(0.5) ? 'free -> ()' : 'empty(e) -> free(e)'} }`;
  }
  const kind = random.weighted({
    guard: deep && (!hasMany(shape.protocol) || random.chance(0.3)) ? 10 : 0,
    call: 6,
    ...(deep
      ? { spawn: 2, rename: 1, branch: 1, keep: 1, linfun: 1, tuple: 1, send: 2, fun: w.slip() ? 5 : 0 }
      : {}),
  });
  switch (kind) {
    case 'spawn':
      return `spawn { ${again(name)} }`;
    case 'rename': {
      const other = random.chance(0.4) ? name : w.fresh('m');
      const annotation = random.chance(0.4) ? `: ${written({ ...shape, bare: random.chance(0.5) })}` : '';
      return `let ${other}${annotation} = ${name} in\n${again(other)}`;
    }
    case 'branch':
      return choice(w, () => again(name), scope.data);
    case 'keep': {
      const other = w.fresh('m');
      return `let ${other} = ${identity(w, shape)}(${name}) in\n${again(other)}`;
    }
    case 'linfun':
    case 'fun': {
      const f = w.fresh('f');
      return `let ${f} = ${kind}(): Unit { ${again(name)} } in\n${f}()`;
    }
    case 'tuple': {
      const [a, b] = [w.fresh('t'), w.fresh('t')];
      return `let (${a}, ${b}) = (true, ${name}) in\n${again(b)}`;
    }
    case 'send': {
      // Sends one more message to itself, and receives it with the rest.
      const message = random.pick(w.tagsOf(shape.interface));
      const own = messages(w, name, { ...shape, protocol: tag(message) }, inner);
      const more = and(tag(message), shape.protocol);
      return `${own};\n${again(name, more)}`;
    }
    case 'guard':
      return guard(w, name, shape, [], scope, unit);
    default:
      return call(w, { name, shape: { ...shape, protocol: widened(shape.protocol) }, own: true }, scope);
  }
}

/** A guard with a clause for each message that may come; `others` are used up in every clause. */
export function guard(
  w: Writing,
  name: string,
  shape: MailboxShape,
  others: readonly Duty[],
  scope: Scope,
  result: Shape,
): string {
  const { random } = w;
  const protocol = w.slip() ? otherProtocol(w, shape) : shape.protocol;
  const clauses: string[] = [];
  const inner = (data: readonly Variable[] = []): Scope => ({
    data: [...scope.data, ...data],
    duties: [],
    depth: scope.depth - 1,
  });
  const messages = tagsOf(shape.protocol).filter(t => show(after(shape.protocol, t)) !== '0');
  if (w.slip()) messages.push(random.pick(w.tagsOf(shape.interface)));
  let usesOthers = false;
  for (const message of messages) {
    if (w.slip()) continue;
    const payloads = w.payloads(shape.interface, message);
    const names = payloads.map(() => w.fresh('x'));
    const rest = random.chance(0.6) ? name : w.fresh('m');
    const received = payloads.map((s, i) => ({
      name: names[i] ?? 'x',
      shape: w.habits.stores ? secondClass(s) : s,
      own: false,
    }));
    const mine = new Set(payloads.flatMap(interfacesIn));
    const clash = others.some(o => interfacesIn(o.shape).some(i => mine.has(i)));
    const starred = clash ? random.chance(w.habits.carries ? 0.3 : 0.6) : random.chance(0.05);
    const left: Duty = {
      name: rest,
      shape: { ...shape, protocol: after(shape.protocol, message) },
      own: true,
    };
    const duties = [left, ...received.filter(v => isDuty(v.shape)), ...others];
    const body = block(w, duties, inner(received.filter(v => !isDuty(v.shape))), result);
    usesOthers = true;
    clauses.push(`receive${starred ? '*' : ''} ${message}(${names.join(', ')}) from ${rest} -> ${body}`);
  }
  if (nullable(shape.protocol) !== w.slip()) {
    const e = w.fresh('e');
    const end = random.chance(0.7);
    const body = block(
      w,
      [
        ...(end
          ? []
          : [{ name: e, shape: { ...shape, protocol: one, capability: '?' as const }, own: true }]),
        ...others,
      ],
      inner(),
      result,
    );
    clauses.push(end ? `free -> ${body}` : `empty(${e}) -> ${body}`);
  } else if (random.chance(0.04)) clauses.push(`fail : ${written(result)}`);
  if (clauses.length === 0 || !usesOthers) clauses.push(`fail : ${written(result)}`);
  const pattern = show(rewritten(random, protocol));
  return `guard ${name} : ${pattern} {\n${random.shuffled(clauses).join('\n')}\n}`;
}

/** Protocols that grew by taking messages away are replaced by a wider one that does not grow. */
function widened(protocol: Protocol): Protocol {
  if (show(protocol).length <= 24) return protocol;
  return many(tagsOf(protocol).map(tag).reduce(or, zero));
}
