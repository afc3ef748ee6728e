// Random Pat programs, most of them well typed: every mailbox gets a protocol, and code is written for both of its
// ends that keeps to it. Now and then (for some programs) a slip is written in its place. Deterministic by seed.
import { block, discharge } from './blocks.ts';
import { expression, randomBase, randomData } from './data.ts';
import { dataDefinition, otherProtocol } from './definitions.ts';
import { and, one, or, randomProtocol } from './protocol.ts';
import { Random } from './random.ts';
import { type MailboxShape, unit } from './shape.ts';
import { type Duty, type Scope, Writing } from './writing.ts';

/** A program for a seed: always the same text for the same seed. */
export function generateProgram(seed: number): string {
  const random = new Random(seed);
  const w = new Writing(random, dataDefinition);
  for (let i = random.below(2); i > 0; i--) dataDefinition(w, randomData(random));
  const body = random.chance(0.93) ? [main(w)] : [];
  return `${indented([...w.writtenInterfaces(), ...random.shuffled(w.definitions), ...body].join('\n'))}\n`;
}

/** The body of the program, or a call of a definition that holds it. */
function main(w: Writing): string {
  const { random } = w;
  const parts = Array.from({ length: 1 + random.below(2) }, () =>
    random.chance(w.habits.carries ? 0.6 : 0.15) ? together(w) : scenario(w),
  );
  if (!random.chance(0.4)) return [...parts, expression(w.around, randomBase(random), [], 1)].join(';\n');
  w.define('main', [], unit, [...parts, '()'].join(';\n'));
  return 'main()';
}

const scope = (): Scope => ({ data: [], duties: [], depth: 2 });

interface Cast {
  readonly name: string;
  readonly interface: string;
  readonly senders: readonly Duty[];
  readonly receiver: Duty;
}

/** A new mailbox with one to three senders, and what its receiver has to be ready for. */
function cast(w: Writing): Cast {
  const { random } = w;
  const at = random.pick(w.interfaceNames());
  const name = random.chance(0.4) ? 'mb' : w.fresh('box');
  const protocols = Array.from({ length: 1 + random.below(3) }, () => randomProtocol(random, w.tagsOf(at)));
  const whole = protocols.reduce(and, one);
  const wide = random.chance(0.15) ? or(whole, one) : whole;
  const end = (capability: '!' | '?', protocol = wide): MailboxShape => w.mailbox(capability, at, protocol);
  return {
    name,
    interface: at,
    senders: protocols.map(protocol => ({ name, shape: end('!', protocol), own: false })),
    receiver: { name, shape: end('?', w.slip() ? otherProtocol(w, end('?')) : wide), own: true },
  };
}

/** One mailbox and everything that belongs to it, of type Unit. */
function scenario(w: Writing): string {
  const { random } = w;
  const { name, interface: at, senders, receiver } = cast(w);
  const sent = senders.map(duty => (w.slip() ? '()' : discharge(w, duty, scope(), false)));
  const received = discharge(w, receiver, scope(), true);
  const inThread = w.slip() ? random.shuffled([...sent, received]) : [...sent, received];
  const steps = random.chance(0.5) ? random.shuffled([...sent, `spawn { ${received} }`]) : inThread;
  return `let ${name} = new[${at}] in\n${steps.join(';\n')}`;
}

/** Two or three mailboxes in one thread, some of them received from within the guards of others. Of type Unit. */
function together(w: Writing): string {
  const { random } = w;
  const left: Duty[] = [];
  const made = new Map<string, string>();
  const steps: string[] = [];
  for (let i = 2 + random.below(2); i > 0; i--) {
    const { name, interface: at, senders, receiver } = cast(w);
    if (made.has(name)) continue;
    made.set(name, `let ${name} = new[${at}] in\n`);
    const [last, ...others] = senders;
    steps.push(...others.map(duty => discharge(w, duty, scope(), false)));
    if (last !== undefined && random.chance(0.4)) {
      steps.push(`spawn { ${discharge(w, receiver, scope(), true)} }`);
      left.push({ ...last, own: true });
    } else {
      if (last !== undefined) steps.push(`spawn { ${discharge(w, last, scope(), false)} }`);
      left.push(receiver);
    }
  }
  return [...made.values()].join('') + [...steps, block(w, left, scope(), unit)].join(';\n');
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
