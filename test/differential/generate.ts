// Random Pat programs, most of them well typed: every mailbox gets a protocol, and code is written for both of its
// ends that keeps to it. Now and then (for some programs) a slip is written in its place. Deterministic by seed.
import { expression, randomBase, randomData, type Surroundings, type Variable } from './data.ts';
import {
  after,
  and,
  hasMany,
  many,
  nullable,
  one,
  or,
  type Protocol,
  randomProtocol,
  rewritten,
  show,
  tag,
  tagsOf,
  word,
  zero,
} from './protocol.ts';
import { Random } from './random.ts';
import {
  base,
  int,
  interfacesIn,
  isDuty,
  type MailboxShape,
  type Shape,
  shapeKey,
  unit,
  written,
} from './shape.ts';

/** A variable that has to be used up. `own`: it is returnable, and this is the last that its thread does with it. */
interface Duty extends Variable {
  readonly own: boolean;
}

/** What is around a place in the program. Duties that are handed on are taken out of `duties`. */
interface Scope {
  readonly data: readonly Variable[];
  readonly duties: Duty[];
  readonly depth: number;
}

interface Interface {
  readonly name: string;
  readonly tags: ReadonlyMap<string, readonly Shape[]>;
}

interface Definition {
  readonly name: string;
  readonly parameters: readonly Shape[];
}

/** A program for a seed: always the same text for the same seed. */
export function generateProgram(seed: number): string {
  return new Generator(new Random(seed)).program();
}

class Generator {
  private readonly random: Random;
  private readonly around: Surroundings;
  private readonly interfaces: Interface[] = [];
  private readonly definitions: string[] = [];
  private readonly dutyDefinitions = new Map<string, Definition>();
  private readonly dataDefinitions: (Definition & { readonly result: Shape })[] = [];
  private readonly slipping: number;
  private readonly leavesPatternsOut: number;
  private counter = 0;

  constructor(random: Random) {
    this.random = random;
    this.slipping = random.chance(0.6) ? 0 : random.pick([0.01, 0.03, 0.08]);
    this.leavesPatternsOut = random.pick([0, 0.3, 0.9]);
    this.around = {
      random,
      slip: () => this.slip(),
      fresh: stem => this.fresh(stem),
      definition: result => this.dataDefinition(result),
    };
  }

  program(): string {
    this.declareInterfaces();
    for (let i = this.random.below(2); i > 0; i--) this.dataDefinition(randomData(this.random));
    const body = this.random.chance(0.93) ? this.main() : undefined;
    const interfaces = this.interfaces.map(({ name, tags }) => {
      const messages = [...tags].map(
        ([m, payloads]) => `${m}(${payloads.map(p => this.payloadType(p)).join(', ')})`,
      );
      return `interface ${name} { ${messages.join(', ')} }`;
    });
    const parts = [
      ...interfaces,
      ...this.random.shuffled(this.definitions),
      ...(body === undefined ? [] : [body]),
    ];
    return `${indented(parts.join('\n'))}\n`;
  }

  // ---- names, chance

  private slip(): boolean {
    return this.slipping > 0 && this.random.chance(this.slipping);
  }

  private fresh(stem: string): string {
    this.counter += 1;
    return `${stem}${this.counter}`;
  }

  // ---- interfaces

  /** Payloads speak of later interfaces, so that what answers what comes to an end; a slip breaks this. */
  private declareInterfaces(): void {
    const { random } = this;
    const names = ['Alpha', 'Beta', 'Gamma'].slice(0, 1 + random.below(3));
    const tags = names.map((_, i) =>
      Array.from({ length: 1 + random.below(3) }, (_, j) =>
        random.chance(0.2) ? (['M', 'N', 'Q'][j] ?? 'M') : `${'ABC'[i] ?? 'A'}${j + 1}`,
      ),
    );
    names.forEach((name, i) => {
      const reachable = names.map((n, j) => ({ n, j })).filter(({ j }) => j > i || random.chance(0.04));
      const payload = (): Shape => {
        const other = reachable.length > 0 && random.chance(0.65) ? random.pick(reachable) : undefined;
        if (other === undefined) return random.chance(0.06) ? this.linearFunction() : randomData(random);
        const mailbox = this.mailbox('!', other.n, randomProtocol(random, tags[other.j] ?? ['M']));
        return random.chance(0.85) ? mailbox : this.inData(mailbox);
      };
      this.interfaces.push({
        name,
        tags: new Map((tags[i] ?? []).map(t => [t, Array.from({ length: random.below(3) }, payload)])),
      });
    });
  }

  private linearFunction(): Shape {
    return { kind: 'function', linear: true, from: [randomBase(this.random)], to: unit };
  }

  private mailbox(capability: '!' | '?', name: string, protocol: Protocol): MailboxShape {
    const bare = this.random.chance(this.leavesPatternsOut);
    return { kind: 'mailbox', capability, interface: name, protocol, bare };
  }

  private inData(mailbox: MailboxShape): Shape {
    switch (this.random.below(3)) {
      case 0:
        return { kind: 'list', element: mailbox };
      case 1:
        return { kind: 'sum', left: mailbox, right: int };
      default:
        return { kind: 'tuple', parts: [randomBase(this.random), mailbox] };
    }
  }

  private payloadType(shape: Shape): string {
    return this.slip() && shape.kind === 'mailbox' ? written({ ...shape, usage: 'R' }) : written(shape);
  }

  private payloads(name: string, message: string): readonly Shape[] {
    return this.interfaces.find(i => i.name === name)?.tags.get(message) ?? [];
  }

  private tagsOfInterface(name: string): string[] {
    return [...(this.interfaces.find(i => i.name === name)?.tags.keys() ?? [])];
  }

  // ---- definitions

  private dataDefinition(result: Shape): Definition | undefined {
    const { random } = this;
    const found = this.dataDefinitions.filter(d => written(d.result) === written(result));
    if (found.length > 0 || this.dataDefinitions.length > 2)
      return found.length > 0 ? random.pick(found) : undefined;
    const name = this.fresh('compute');
    const parameters = Array.from({ length: random.below(3) }, () => ({
      name: this.fresh('x'),
      shape: randomData(random),
    }));
    const definition = { name, parameters: parameters.map(p => p.shape), result };
    this.dataDefinitions.push(definition);
    const body = expression(this.around, result, parameters, 2, true);
    this.define(name, parameters, result, body);
    return definition;
  }

  private define(name: string, parameters: readonly Variable[], result: Shape, body: string): void {
    const list = parameters.map(p => `${p.name}: ${written(p.shape)}`).join(', ');
    this.definitions.push(`def ${name}(${list}): ${written(result)} {\n${body}\n}`);
  }

  /** A definition that uses up something of this type: one for each type, and so with recursion. */
  private dutyDefinition(shape: Shape, own: boolean): Definition {
    const id = `${shapeKey(shape)}${own}`;
    const found = this.dutyDefinitions.get(id);
    if (found !== undefined) return found;
    const name = this.fresh(shape.kind === 'mailbox' && shape.capability === '?' ? 'serve' : 'use');
    const data = this.random.chance(0.3) ? [{ name: this.fresh('n'), shape: int }] : [];
    const parameter = {
      name: this.random.chance(0.5) ? 'self' : this.fresh('m'),
      shape: this.parameterShape(shape, own),
    };
    const definition = { name, parameters: [parameter.shape, ...data.map(d => d.shape)] };
    this.dutyDefinitions.set(id, definition);
    const scope: Scope = { data, duties: [], depth: 1 };
    const body = this.definitionBody({ name: parameter.name, shape, own }, scope);
    this.define(name, [parameter, ...data], unit, body);
    return definition;
  }

  /** At least one step before the definition calls itself. */
  private definitionBody(duty: Duty, scope: Scope): string {
    const { name, shape } = duty;
    if (shape.kind !== 'mailbox') return this.discharge(duty, scope, true);
    if (shape.capability === '?') {
      return show(shape.protocol) === '1' ? `free(${name})` : this.guard(name, shape, [], scope, unit);
    }
    if (!this.random.chance(0.3)) return this.messages(name, shape, scope);
    const steps = (): string => this.messages(name, shape, scope);
    if (shape.protocol.kind !== 'many') return this.choice(steps, scope.data);
    const round = this.messages(name, { ...shape, protocol: shape.protocol.body }, scope);
    const more = `${round};\n${this.call(duty, scope)}`;
    let first = true;
    return this.choice(() => {
      const here = first ? '()' : more;
      first = false;
      return here;
    }, scope.data);
  }

  private parameterShape(shape: Shape, own: boolean): Shape {
    if (shape.kind !== 'mailbox') return shape;
    const explicit = this.random.chance(0.3);
    const right = shape.capability === '?' || own ? 'R' : 'U';
    const usage = this.slip() ? this.random.pick(['R', 'U'] as const) : right;
    const needed = usage !== (shape.capability === '?' ? 'R' : 'U');
    const { usage: _, ...plain } = shape;
    const bare = this.random.chance(this.leavesPatternsOut);
    const protocol = rewritten(this.random, this.slip() ? this.otherProtocol(shape) : shape.protocol);
    return { ...plain, protocol, bare, ...(explicit || needed ? { usage } : {}) };
  }

  private otherProtocol(shape: MailboxShape): Protocol {
    const others = this.tagsOfInterface(shape.interface);
    return this.random.chance(0.5)
      ? randomProtocol(this.random, others.length > 0 ? others : ['M'])
      : or(shape.protocol, this.random.chance(0.5) ? one : many(shape.protocol));
  }

  /** A definition that makes a mailbox, has it served, and returns it. */
  private maker(shape: MailboxShape): string {
    const id = `make ${shapeKey(shape)}`;
    const found = this.dutyDefinitions.get(id);
    if (found !== undefined) return found.name;
    const name = this.fresh('make');
    this.dutyDefinitions.set(id, { name, parameters: [] });
    const made = this.fresh('m');
    const served = this.discharge(
      { name: made, shape: { ...shape, capability: '?' }, own: true },
      emptyScope(1),
      true,
    );
    const body = `let ${made} = new[${shape.interface}] in\nspawn { ${served} };\n${made}`;
    const result: Shape = this.slip() ? shape : { ...shape, usage: 'R', bare: false };
    this.define(name, [], result, body);
    return name;
  }

  // ---- blocks

  private main(): string {
    const scenarios = 1 + this.random.below(2);
    const parts: string[] = [];
    for (let i = 0; i < scenarios; i++) parts.push(this.scenario({ data: [], duties: [], depth: 2 }));
    parts.push(expression(this.around, randomBase(this.random), [], 1));
    const body = parts.join(';\n');
    if (!this.random.chance(0.4)) return body;
    this.define('main', [], unit, `${parts.slice(0, -1).join(';\n')};\n()`);
    return 'main()';
  }

  /** A new mailbox, and everything that belongs to it. Of type Unit. */
  private scenario(scope: Scope): string {
    const { random } = this;
    const at = this.random.pick(this.interfaces);
    const name = random.chance(0.4) ? 'mb' : this.fresh('box');
    const protocols = Array.from({ length: 1 + random.below(3) }, () =>
      randomProtocol(random, [...at.tags.keys()]),
    );
    const whole = protocols.reduce(and, one);
    const wide = random.chance(0.15) ? or(whole, one) : whole;
    const senders = protocols.map(protocol => {
      const duty: Duty = { name, shape: this.mailbox('!', at.name, protocol), own: false };
      if (this.slip()) return '()';
      return this.discharge(duty, { ...scope, duties: [] }, false);
    });
    const receiver: Duty = {
      name,
      shape: this.mailbox(
        '?',
        at.name,
        this.slip()
          ? this.otherProtocol({ kind: 'mailbox', capability: '?', interface: at.name, protocol: wide })
          : wide,
      ),
      own: true,
    };
    const apart = random.chance(0.5);
    const received = this.discharge(receiver, { ...scope, duties: [] }, true);
    const inThread = this.slip() ? random.shuffled([...senders, received]) : [...senders, received];
    const steps = apart ? random.shuffled([...senders, `spawn { ${received} }`]) : inThread;
    return `let ${name} = new[${at.name}] in\n${steps.join(';\n')}`;
  }

  /** Uses up all duties, in some order, and ends in an expression of the given data type. */
  private block(duties: readonly Duty[], scope: Scope, result: Shape): string {
    const { random } = this;
    const pending = random.shuffled(duties);
    const inner: Scope = { ...scope, duties: pending };
    const parts: string[] = [];
    const { data } = scope;
    for (;;) {
      if (random.chance(0.08)) parts.push(`print(${expression(this.around, base('String'), data, 1)})`);
      const here: Scope = { ...inner, data };
      if (random.chance(0.06)) {
        const bound = { name: this.fresh('v'), shape: randomData(random) };
        const value = expression(this.around, bound.shape, data, 1, true);
        const rest = this.block(pending, { ...here, data: [...data, bound] }, result);
        parts.push(`let ${bound.name}: ${written(bound.shape)} = ${value} in\n${rest}`);
        return parts.join(';\n');
      }
      const duty = pending.shift();
      if (duty === undefined) break;
      if (this.slip()) continue;
      const atEnd = scope.depth > 0 && random.chance(0.5);
      if (
        atEnd &&
        duty.shape.kind === 'mailbox' &&
        duty.shape.capability === '?' &&
        !hasMany(duty.shape.protocol)
      ) {
        parts.push(this.guard(duty.name, duty.shape, pending, { ...here, duties: [] }, result));
        return parts.join(';\n');
      }
      if (atEnd && random.chance(0.3)) {
        const branch = (): string =>
          this.block([duty, ...pending], { ...here, duties: [], depth: scope.depth - 1 }, result);
        parts.push(this.choice(branch, data));
        return parts.join(';\n');
      }
      parts.push(this.discharge(duty, here, duty.own));
    }
    if (!isUnit(result) || parts.length === 0) parts.push(expression(this.around, result, data, 1, true));
    return parts.join(';\n');
  }

  /** One of two branches, by a Bool or by a sum. */
  private choice(branch: () => string, data: readonly Variable[]): string {
    if (this.random.chance(0.75)) {
      return `if (${expression(this.around, base('Bool'), data, 1)}) {\n${branch()}\n} else {\n${branch()}\n}`;
    }
    const sum: Shape = { kind: 'sum', left: int, right: unit };
    const scrutinee = expression(this.around, sum, data, 0);
    return `case ${scrutinee} of {\ninl(${this.fresh('l')}) : Int -> ${branch()}\n| inr(${this.fresh('r')}) : Unit -> ${branch()}\n}`;
  }

  // ---- using up a duty, as an expression of type Unit

  /** `last`: nothing after this in its thread uses the variable, so a returnable use is allowed. */
  private discharge(duty: Duty, scope: Scope, last: boolean): string {
    const owned = (duty.own && last) || this.slip();
    const { shape } = duty;
    switch (shape.kind) {
      case 'mailbox':
        return shape.capability === '!'
          ? this.send(duty.name, shape, owned, scope)
          : this.receive(duty.name, shape, scope);
      case 'function': {
        const call = `${duty.name}(${shape.from.map(s => expression(this.around, s, scope.data, 1)).join(', ')})`;
        return isUnit(shape.to) ? call : `let ${this.fresh('v')} = ${call} in\n()`;
      }
      case 'tuple': {
        if (scope.depth <= 0 || this.random.chance(0.2)) return this.call(duty, scope);
        const parts = shape.parts.map(s => ({ name: this.fresh('t'), shape: s, own: true }));
        const annotation = this.random.chance(0.5) ? `: ${written(shape)}` : '';
        return `let (${parts.map(p => p.name).join(', ')})${annotation} = ${duty.name} in\n${this.all(parts, scope)}`;
      }
      case 'sum': {
        const arm = (s: Shape): string => {
          const variable = { name: this.fresh('s'), shape: s, own: true };
          return `(${variable.name}) : ${written(s)} -> ${this.all([variable], { ...scope, duties: [] })}`;
        };
        return `case ${duty.name} of {\ninl${arm(shape.left)}\n| inr${arm(shape.right)}\n}`;
      }
      case 'list': {
        const head = { name: this.fresh('h'), shape: shape.element, own: true };
        const tail = { name: this.fresh('t'), shape, own: true };
        const droppable = shape.element.kind === 'mailbox' && nullable(shape.element.protocol);
        const rest = droppable && this.random.chance(0.3) ? '()' : this.call(tail, scope);
        const cons = `${this.all([head], { ...scope, duties: [] })};\n${rest}`;
        return `caseL ${duty.name} : ${written(shape)} of {\nnil -> ()\n| (${head.name} :: ${tail.name}) -> ${cons}\n}`;
      }
      case 'base':
        return '()';
    }
  }

  /** What of these variables has to be used up is; the rest may serve as data. */
  private all(variables: readonly Duty[], scope: Scope): string {
    const data = [...scope.data, ...variables.filter(v => !isDuty(v.shape))];
    const duties = variables.filter(v => isDuty(v.shape));
    return this.block(duties, { ...scope, data, duties: [] }, unit);
  }

  private call(duty: Duty, scope: Scope): string {
    const definition = this.dutyDefinition(duty.shape, duty.own);
    const rest = definition.parameters.slice(1).map(s => expression(this.around, s, scope.data, 1));
    return `${definition.name}(${[duty.name, ...rest].join(', ')})`;
  }

  // ---- sending

  private send(name: string, shape: MailboxShape, owned: boolean, scope: Scope): string {
    const { random } = this;
    const deep = scope.depth > 0;
    const inner: Scope = { ...scope, duties: [], depth: scope.depth - 1 };
    const again = (p: Protocol, at = name, own = owned): string =>
      this.send(at, { ...shape, protocol: p }, own, inner);
    const { protocol } = shape;
    const kind = deep
      ? random.weighted({
          word: 10,
          spawn: 3,
          call: 4,
          branch: 3,
          split: 4,
          ...(owned ? { rename: 2, linfun: 2, fun: 1, tuple: 1, list: 1, sum: 1, keep: 1 } : {}),
        })
      : random.weighted({ word: 2, call: 3 });
    switch (kind) {
      case 'spawn':
        return `spawn { ${again(protocol, name, false)} }`;
      case 'call': {
        const own = owned && random.chance(0.4);
        return this.call({ name, shape, own }, scope);
      }
      case 'branch': {
        const sides = protocol.kind === 'or' ? [protocol.left, protocol.right] : [protocol, protocol];
        let side = 0;
        return this.choice(() => again(sides[side++] ?? protocol), scope.data);
      }
      case 'split':
        if (protocol.kind === 'and') return `${again(protocol.left, name, false)};\n${again(protocol.right)}`;
        if (protocol.kind === 'many') return `${again(protocol, name, false)};\n${again(protocol)}`;
        return again(protocol);
      case 'rename': {
        const other = this.fresh('m');
        const annotation = random.chance(0.5)
          ? `: ${written({ ...shape, ...(random.chance(0.5) ? { usage: 'U' } : {}) })}`
          : '';
        return `let ${other}${annotation} = ${name} in\n${again(protocol, other)}`;
      }
      case 'linfun': {
        const f = this.fresh('f');
        return `let ${f} = linfun(n: Int): Unit { ${again(protocol, name, false)} } in\n${f}(${random.below(9)})`;
      }
      case 'fun': {
        if (protocol.kind !== 'many' && !this.slip()) return again(protocol);
        const f = this.fresh('f');
        const calls = Array.from({ length: random.below(3) }, () => `${f}()`);
        const body = again(protocol.kind === 'many' ? protocol.body : protocol, name, false);
        return `let ${f} = fun(): Unit { ${body} } in\n${[...calls, '()'].join(';\n')}`;
      }
      case 'tuple': {
        const [a, b] = [this.fresh('t'), this.fresh('t')];
        const annotation = random.chance(0.4) ? `: (${written(shape)} * Int)` : '';
        return `let (${a}, ${b})${annotation} = (${name}, ${random.below(9)}) in\n${again(protocol, a)}`;
      }
      case 'list': {
        const [h, t] = [this.fresh('h'), this.fresh('t')];
        const list: Shape = { kind: 'list', element: { ...shape, usage: 'R', bare: false } };
        return `caseL (${name} :: nil) : ${written(list)} of {\nnil -> ()\n| (${h} :: ${t}) -> ${again(protocol, h)};\n${this.call({ name: t, shape: list, own: true }, inner)}\n}`;
      }
      case 'sum': {
        const s = this.fresh('s');
        const sum = `(${written(shape)} + Unit)`;
        return `case (inl(${name}) : ${sum}) of {\ninl(${s}) : ${written(shape)} -> ${again(protocol, s)}\n| inr(${this.fresh('r')}) : Unit -> ()\n}`;
      }
      case 'keep': {
        const other = this.fresh('m');
        return `let ${other} = ${this.identity(shape)}(${name}) in\n${again(protocol, other)}`;
      }
      default:
        return this.messages(name, shape, scope);
    }
  }

  /** The messages one by one, each with what is needed for its payloads. */
  private messages(name: string, shape: MailboxShape, scope: Scope): string {
    const { random } = this;
    const chosen = word(random, shape.protocol) ?? [];
    if (this.slip()) chosen.push(random.pick(this.tagsOfInterface(shape.interface)));
    if (this.slip()) chosen.pop();
    const parts: string[] = [];
    for (const message of chosen) {
      const before: string[] = [];
      const behind: string[] = [];
      const values = this.payloads(shape.interface, message).map(p =>
        this.value(p, scope, before, behind, name),
      );
      parts.push(`${before.join('')}${name} ! ${message}(${values.join(', ')})`, ...behind);
    }
    return parts.length === 0 ? '()' : parts.join(';\n');
  }

  /** A value to give away. `before`: bindings that it needs, each with its `in`; `behind`: what must follow. */
  private value(
    shape: Shape,
    scope: Scope,
    before: string[],
    behind: string[],
    avoid: string,
    stored = false,
  ): string {
    const { random } = this;
    if (!isDuty(shape)) return expression(this.around, shape, scope.data, 1);
    const index = scope.duties.findIndex(
      d => shapeKey(d.shape) === shapeKey(shape) && d.name !== avoid && (d.own || !stored || this.slip()),
    );
    const found = scope.duties[index];
    if (found !== undefined && random.chance(0.7)) {
      scope.duties.splice(index, 1);
      return found.name;
    }
    if (this.slip()) return avoid;
    const part = (s: Shape): string => this.value(s, scope, before, behind, avoid, true);
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
        const parameters = shape.from.map(s => `${this.fresh('p')}: ${written(s)}`).join(', ');
        return `linfun(${parameters}): ${written(shape.to)} { print("called") }`;
      }
      case 'mailbox': {
        if (random.chance(0.15)) {
          const made = this.fresh('m');
          before.push(`let ${made} = ${this.maker(shape)}() in\n`);
          return made;
        }
        const made = this.fresh('m');
        before.push(`let ${made} = new[${shape.interface}] in\n`);
        const mailbox: MailboxShape = { ...shape, capability: '?' };
        const served = this.receive(made, mailbox, { ...scope, duties: [], depth: scope.depth - 1 });
        if (stored) before.push(`spawn { ${served} };\n`);
        else behind.push(random.chance(0.3) ? `spawn { ${served} }` : served);
        return made;
      }
      case 'base':
        return '()';
    }
  }

  /** A definition that gives back the mailbox it gets. */
  private identity(shape: MailboxShape): string {
    const id = `keep ${shapeKey(shape)}`;
    const found = this.dutyDefinitions.get(id);
    if (found !== undefined) return found.name;
    const name = this.fresh('keep');
    this.dutyDefinitions.set(id, { name, parameters: [shape] });
    const { usage: _, ...plain } = shape;
    const usage = this.slip() ? {} : { usage: 'R' as const };
    this.define(name, [{ name: 'it', shape: { ...plain, ...usage } }], { ...plain, ...usage }, 'it');
    return name;
  }

  // ---- receiving

  private receive(name: string, shape: MailboxShape, scope: Scope): string {
    const { random } = this;
    const deep = scope.depth > 0;
    const inner: Scope = { ...scope, duties: [], depth: scope.depth - 1 };
    const again = (at: string, p = shape.protocol): string =>
      this.receive(at, { ...shape, protocol: p }, inner);
    if (show(shape.protocol) === '1' && !this.slip()) {
      return random.weighted({ free: 8, guard: 1, empty: 1 }) === 'free'
        ? `free(${name})`
        : `guard ${name} : 1 { ${random.chance(0.5) ? 'free -> ()' : 'empty(e) -> free(e)'} }`;
    }
    const kind = random.weighted({
      guard: deep && (!hasMany(shape.protocol) || random.chance(0.3)) ? 10 : 0,
      call: 6,
      ...(deep
        ? { spawn: 2, rename: 1, branch: 1, keep: 1, linfun: 1, tuple: 1, send: 2, fun: this.slip() ? 5 : 0 }
        : {}),
    });
    switch (kind) {
      case 'spawn':
        return `spawn { ${again(name)} }`;
      case 'rename': {
        const other = random.chance(0.4) ? name : this.fresh('m');
        const annotation = random.chance(0.4) ? `: ${written({ ...shape, bare: random.chance(0.5) })}` : '';
        return `let ${other}${annotation} = ${name} in\n${again(other)}`;
      }
      case 'branch':
        return this.choice(() => again(name), scope.data);
      case 'keep': {
        const other = this.fresh('m');
        return `let ${other} = ${this.identity(shape)}(${name}) in\n${again(other)}`;
      }
      case 'linfun':
      case 'fun': {
        const f = this.fresh('f');
        return `let ${f} = ${kind}(): Unit { ${again(name)} } in\n${f}()`;
      }
      case 'tuple': {
        const [a, b] = [this.fresh('t'), this.fresh('t')];
        return `let (${a}, ${b}) = (true, ${name}) in\n${again(b)}`;
      }
      case 'send': {
        // Sends one more message to itself, and receives it with the rest.
        const message = random.pick(this.tagsOfInterface(shape.interface));
        const own = this.messages(name, { ...shape, protocol: tag(message) }, inner);
        const more = and(tag(message), shape.protocol);
        return `${own};\n${again(name, more)}`;
      }
      case 'guard':
        return this.guard(name, shape, [], scope, unit);
      default:
        return this.call({ name, shape: { ...shape, protocol: widened(shape.protocol) }, own: true }, scope);
    }
  }

  /** A guard with a clause for each message that may come; `others` are used up in every clause. */
  private guard(
    name: string,
    shape: MailboxShape,
    others: readonly Duty[],
    scope: Scope,
    result: Shape,
  ): string {
    const { random } = this;
    const protocol = this.slip() ? this.otherProtocol(shape) : shape.protocol;
    const clauses: string[] = [];
    const inner = (data: readonly Variable[] = []): Scope => ({
      data: [...scope.data, ...data],
      duties: [],
      depth: scope.depth - 1,
    });
    const messages = tagsOf(shape.protocol).filter(t => show(after(shape.protocol, t)) !== '0');
    if (this.slip()) messages.push(random.pick(this.tagsOfInterface(shape.interface)));
    let usesOthers = false;
    for (const message of messages) {
      if (this.slip()) continue;
      const payloads = this.payloads(shape.interface, message);
      const names = payloads.map(() => this.fresh('x'));
      const rest = random.chance(0.6) ? name : this.fresh('m');
      const received = payloads.map((s, i) => ({ name: names[i] ?? 'x', shape: s, own: false }));
      const mine = new Set(payloads.flatMap(interfacesIn));
      const clash = others.some(o => interfacesIn(o.shape).some(i => mine.has(i)));
      const starred = clash ? random.chance(0.6) : random.chance(0.05);
      const left: Duty = {
        name: rest,
        shape: { ...shape, protocol: after(shape.protocol, message) },
        own: true,
      };
      const duties = [left, ...received.filter(v => isDuty(v.shape)), ...others];
      const body = this.block(duties, inner(received.filter(v => !isDuty(v.shape))), result);
      usesOthers = true;
      clauses.push(`receive${starred ? '*' : ''} ${message}(${names.join(', ')}) from ${rest} -> ${body}`);
    }
    if (nullable(shape.protocol) !== this.slip()) {
      const e = this.fresh('e');
      const end = random.chance(0.7);
      const body = this.block(
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
}

function emptyScope(depth: number): Scope {
  return { data: [], duties: [], depth };
}

function isUnit(shape: Shape): boolean {
  return shape.kind === 'base' && shape.name === 'Unit';
}

/** Protocols that grew by taking messages away are replaced by a wider one that does not grow. */
function widened(protocol: Protocol): Protocol {
  if (show(protocol).length <= 24) return protocol;
  return many(tagsOf(protocol).map(tag).reduce(or, zero));
}

/** Two spaces for each open brace. */
function indented(text: string): string {
  let depth = 0;
  return text
    .split('\n')
    .map(line => {
      const opening = (line.match(/{/g) ?? []).length;
      const closing = (line.match(/}/g) ?? []).length;
      const leading = /^}/.test(line) ? 1 : 0;
      const out = `${'  '.repeat(Math.max(0, depth - leading))}${line}`;
      depth = Math.max(0, depth + opening - closing);
      return out;
    })
    .join('\n');
}
