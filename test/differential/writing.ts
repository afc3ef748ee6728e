// What is known while a program is written: its habits, its interfaces, the definitions so far, names and chance.
import { randomBase, randomData, type Surroundings, type Variable } from './data.ts';
import { type Protocol, randomProtocol } from './protocol.ts';
import type { Random } from './random.ts';
import { type MailboxShape, type Shape, unit, written } from './shape.ts';

/** A variable that has to be used up. `own`: it is returnable, and this is the last that its thread does with it. */
export interface Duty extends Variable {
  readonly own: boolean;
}

/** What is around a place in the program. Duties that are handed on are taken out of `duties`. */
export interface Scope {
  readonly data: readonly Variable[];
  readonly duties: Duty[];
  /** How deeply what is written here may still nest. */
  readonly depth: number;
}

export interface Definition {
  readonly name: string;
  readonly parameters: readonly Shape[];
}

interface Interface {
  readonly name: string;
  readonly tags: ReadonlyMap<string, readonly Shape[]>;
}

/** What one program does more often than others. Each leans towards another setting of the checker. */
interface Habits {
  /** How often something wrong is written in place of something right. */
  readonly slipping: number;
  readonly leavesPatternsOut: number;
  /** Mailboxes from messages are stored in data: right with liberal datatypes only. */
  readonly stores: boolean;
  /** One mailbox is given twice in one step: right only where combining is joining. */
  readonly doubles: boolean;
  /** Other mailboxes are used in receive clauses: right or not by the alias check. */
  readonly carries: boolean;
}

export class Writing {
  readonly random: Random;
  readonly habits: Habits;
  readonly around: Surroundings;
  /** Finished definitions, as text. */
  readonly definitions: string[] = [];
  /** Definitions that use up, make or pass on mailboxes, by what they do. Entered before their body is written. */
  readonly known = new Map<string, Definition>();
  readonly dataDefinitions: (Definition & { readonly result: Shape })[] = [];
  private readonly interfaces: Interface[] = [];
  private counter = 0;

  /** `definition` finds or writes a definition with the given data result. */
  constructor(random: Random, definition: (w: Writing, result: Shape) => Definition | undefined) {
    this.random = random;
    this.habits = {
      slipping: random.chance(0.6) ? 0 : random.pick([0.01, 0.03, 0.08]),
      leavesPatternsOut: random.pick([0, 0.3, 0.9]),
      stores: random.chance(0.12),
      doubles: random.chance(0.12),
      carries: random.chance(0.3),
    };
    this.around = {
      random,
      slip: () => this.slip(),
      fresh: stem => this.fresh(stem),
      definition: result => definition(this, result),
    };
    this.declareInterfaces();
  }

  /** Whether something wrong is to be written here. */
  slip(): boolean {
    return this.habits.slipping > 0 && this.random.chance(this.habits.slipping);
  }

  /** A name that occurs nowhere else. */
  fresh(stem: string): string {
    this.counter += 1;
    return `${stem}${this.counter}`;
  }

  define(name: string, parameters: readonly Variable[], result: Shape, body: string): void {
    const list = parameters.map(p => `${p.name}: ${written(p.shape)}`).join(', ');
    this.definitions.push(`def ${name}(${list}): ${written(result)} {\n${body}\n}`);
  }

  interfaceNames(): readonly string[] {
    return this.interfaces.map(i => i.name);
  }

  /** The tags of an interface; of none for an unknown one. */
  tagsOf(name: string): string[] {
    return [...(this.interfaces.find(i => i.name === name)?.tags.keys() ?? [])];
  }

  payloads(name: string, message: string): readonly Shape[] {
    return this.interfaces.find(i => i.name === name)?.tags.get(message) ?? [];
  }

  /** A mailbox type, whose pattern may be left out. */
  mailbox(capability: '!' | '?', name: string, protocol: Protocol): MailboxShape {
    const bare = this.random.chance(this.habits.leavesPatternsOut);
    return { kind: 'mailbox', capability, interface: name, protocol, bare };
  }

  /** The interfaces as Pat writes them. */
  writtenInterfaces(): string[] {
    return this.interfaces.map(({ name, tags }) => {
      const payload = (s: Shape): string =>
        this.slip() && s.kind === 'mailbox' && this.random.chance(0.3)
          ? written({ ...s, usage: 'R' })
          : written(s);
      const messages = [...tags].map(([message, shapes]) => `${message}(${shapes.map(payload).join(', ')})`);
      return `interface ${name} { ${messages.join(', ')} }`;
    });
  }

  /** Payloads speak of later interfaces, so that what answers what comes to an end; a few programs break this. */
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
        return random.chance(this.habits.stores ? 0.4 : 0.06) ? this.inData(mailbox) : mailbox;
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

  private inData(mailbox: MailboxShape): Shape {
    switch (this.random.below(3)) {
      case 0:
        return { kind: 'list', element: mailbox };
      case 1:
        return { kind: 'sum', left: mailbox, right: { kind: 'base', name: 'Int' } };
      default:
        return { kind: 'tuple', parts: [randomBase(this.random), mailbox] };
    }
  }
}
