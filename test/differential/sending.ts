// Code for the sending end of a mailbox: messages that its protocol asks for, in all the ways that Pat has.
import { call, choice } from './blocks.ts';
import { expression } from './data.ts';
import { both, identity, maker } from './definitions.ts';
import { type Protocol, word } from './protocol.ts';
import { receive } from './receiving.ts';
import { isDuty, type MailboxShape, type Shape, shapeKey, written } from './shape.ts';
import type { Scope, Writing } from './writing.ts';

/** Sends what the protocol of the mailbox asks for. `owned`: a returnable use is allowed, and is the last. */
export function send(w: Writing, name: string, shape: MailboxShape, owned: boolean, scope: Scope): string {
  const { random } = w;
  const deep = scope.depth > 0;
  const inner: Scope = { ...scope, duties: [], depth: scope.depth - 1 };
  const again = (p: Protocol, at = name, own = owned): string =>
    send(w, at, { ...shape, protocol: p }, own, inner);
  const { protocol } = shape;
  // As it stands in data: second-class only where datatypes are liberal.
  const stored: MailboxShape = owned ? shape : { ...shape, usage: 'U' };
  const kind = deep
    ? random.weighted({
        word: 10,
        spawn: 3,
        call: 4,
        branch: 3,
        split: 4,
        ...(owned || w.habits.stores ? { tuple: 1, list: 1, sum: 1 } : {}),
        ...(owned ? { rename: 2, linfun: 2, fun: 1, keep: 1 } : {}),
      })
    : random.weighted({ word: 2, call: 3 });
  switch (kind) {
    case 'spawn':
      return `spawn { ${again(protocol, name, false)} }`;
    case 'call': {
      const own = owned && random.chance(0.4);
      return call(w, { name, shape, own }, scope);
    }
    case 'branch': {
      const sides = protocol.kind === 'or' ? [protocol.left, protocol.right] : [protocol, protocol];
      let side = 0;
      return choice(w, () => again(sides[side++] ?? protocol), scope.data);
    }
    case 'split':
      if (protocol.kind === 'and' && (w.habits.doubles ? random.chance(0.5) : w.slip())) {
        const sides = [protocol.left, protocol.right].map(p => ({ ...shape, protocol: p }));
        return `${both(w, sides[0] ?? shape, sides[1] ?? shape)}(${name}, ${name})`;
      }
      if (protocol.kind === 'and') return `${again(protocol.left, name, false)};\n${again(protocol.right)}`;
      if (protocol.kind === 'many') return `${again(protocol, name, false)};\n${again(protocol)}`;
      return again(protocol);
    case 'rename': {
      const other = w.fresh('m');
      const annotation = random.chance(0.5)
        ? `: ${written({ ...shape, ...(random.chance(0.5) ? { usage: 'U' } : {}) })}`
        : '';
      return `let ${other}${annotation} = ${name} in\n${again(protocol, other)}`;
    }
    case 'linfun': {
      const f = w.fresh('f');
      return `let ${f} = linfun(n: Int): Unit { ${again(protocol, name, false)} } in\n${f}(${random.below(9)})`;
    }
    case 'fun': {
      const f = w.fresh('f');
      // It is given the mailbox, for it cannot use one from outside.
      if (w.slip()) return `let ${f} = fun(): Unit { ${again(protocol, name, false)} } in\n${f}()`;
      const m = w.fresh('m');
      return `let ${f} = fun(${m}: ${written({ ...shape, usage: 'U' })}): Unit { ${again(protocol, m, false)} } in\n${f}(${name})`;
    }
    case 'tuple': {
      const [a, b] = [w.fresh('t'), w.fresh('t')];
      const annotation = !owned || random.chance(0.4) ? `: (${written(stored)} * Int)` : '';
      return `let (${a}, ${b})${annotation} = (${name}, ${random.below(9)}) in\n${again(protocol, a)}`;
    }
    case 'list': {
      const [h, t] = [w.fresh('h'), w.fresh('t')];
      const list: Shape = { kind: 'list', element: { ...stored, bare: false } };
      return `caseL (${name} :: nil) : ${written(list)} of {\nnil -> ()\n| (${h} :: ${t}) -> ${again(protocol, h)};\n${call(w, { name: t, shape: list, own: owned }, inner)}\n}`;
    }
    case 'sum': {
      const s = w.fresh('s');
      const sum = `(${written(stored)} + Unit)`;
      return `case (inl(${name}) : ${sum}) of {\ninl(${s}) : ${written(stored)} -> ${again(protocol, s)}\n| inr(${w.fresh('r')}) : Unit -> ()\n}`;
    }
    case 'keep': {
      const other = w.fresh('m');
      return `let ${other} = ${identity(w, shape)}(${name}) in\n${again(protocol, other)}`;
    }
    default:
      return messages(w, name, shape, scope);
  }
}

/** The messages one by one, each with what is needed for its payloads. */
export function messages(w: Writing, name: string, shape: MailboxShape, scope: Scope): string {
  const { random } = w;
  const chosen = word(random, shape.protocol) ?? [];
  if (w.slip()) chosen.push(random.pick(w.tagsOf(shape.interface)));
  if (w.slip()) chosen.pop();
  const parts: string[] = [];
  for (const message of chosen) {
    const before: string[] = [];
    const behind: string[] = [];
    const values = w.payloads(shape.interface, message).map(p => value(w, p, scope, before, behind, name));
    parts.push(`${before.join('')}${name} ! ${message}(${values.join(', ')})`, ...behind);
  }
  return parts.length === 0 ? '()' : parts.join(';\n');
}

/** A value to give away. `before`: bindings that it needs, each with its `in`; `behind`: what must follow. */
function value(
  w: Writing,
  shape: Shape,
  scope: Scope,
  before: string[],
  behind: string[],
  avoid: string,
  stored = false,
): string {
  const { random } = w;
  if (!isDuty(shape)) return expression(w.around, shape, scope.data, 1);
  const index = scope.duties.findIndex(
    d => shapeKey(d.shape) === shapeKey(shape) && d.name !== avoid && (d.own || !stored || w.slip()),
  );
  const found = scope.duties[index];
  if (found !== undefined && random.chance(0.7)) {
    scope.duties.splice(index, 1);
    return found.name;
  }
  if (w.slip()) return avoid;
  const part = (s: Shape): string => value(w, s, scope, before, behind, avoid, true);
  switch (shape.kind) {
    case 'tuple':
      return `(${shape.parts.map(part).join(', ')})`;
    case 'sum':
      return isDuty(shape.left) && random.chance(0.7)
        ? `inl(${part(shape.left)})`
        : `inr(${random.below(9)})`;
    case 'list': {
      const elements = Array.from({ length: random.below(3) }, () => part(shape.element));
      return elements.reduceRight((tail, head) => `(${head} :: ${tail})`, 'nil');
    }
    case 'function': {
      const parameters = shape.from.map(s => `${w.fresh('p')}: ${written(s)}`).join(', ');
      return `linfun(${parameters}): ${written(shape.to)} { print("called") }`;
    }
    case 'mailbox': {
      if (random.chance(0.15)) {
        const made = w.fresh('m');
        before.push(`let ${made} = ${maker(w, shape)}() in\n`);
        return made;
      }
      const made = w.fresh('m');
      before.push(`let ${made} = new[${shape.interface}] in\n`);
      const mailbox: MailboxShape = { ...shape, capability: '?' };
      const served = receive(w, made, mailbox, { ...scope, duties: [], depth: scope.depth - 1 });
      if (stored) before.push(`spawn { ${served} };\n`);
      else behind.push(random.chance(0.3) ? `spawn { ${served} }` : served);
      return made;
    }
    case 'base':
      return '()';
  }
}
