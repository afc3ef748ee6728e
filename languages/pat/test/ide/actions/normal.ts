// Two forms in which programs are compared: the surface without places, and core in a normal form that forgets how values
// were named, so that what is left is what is done, in its order, and to which names.
import type { Analysis } from '../../../analysis.ts';
import type { Binder, Clause, Computation, Final, Step, Value } from '../../../core/term.ts';

const places = new Set(['at', 'operatorAt', 'head', 'faults', 'documentation']);

/** Plain data without the places in the source. */
export function bare(node: unknown): unknown {
  if (typeof node === 'bigint') return `${node}`;
  if (typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node)) return node.map(bare);
  return Object.fromEntries(
    Object.entries(node).flatMap(([key, value]) => (places.has(key) ? [] : [[key, bare(value)]])),
  );
}

/** All items in the normal form, by their names. */
export function normalProgram({ items }: Analysis): string[] {
  return items.map(({ lowered }) => {
    switch (lowered.kind) {
      case 'interface':
        return `interface ${lowered.signature.name}`;
      case 'definition': {
        const form = new NormalForm();
        const parameters = lowered.core.parameters.map(({ binder }) => form.bind(binder));
        return `def ${lowered.core.name}(${parameters.join()}) ${form.computation(lowered.core.body)}`;
      }
      case 'body':
        return new NormalForm().computation(lowered.core.body);
      default:
        return lowered satisfies never;
    }
  });
}

class NormalForm {
  private readonly names = new Map<Binder, string>();
  private bound = 0;

  /** Binders are numbered in the order of what they name. */
  bind(binder: Binder): string {
    const name = `v${this.bound++}`;
    this.names.set(binder, name);
    return name;
  }

  computation({ steps, final }: Computation): string {
    const shown = steps.map(step => this.step(step)).filter(text => text !== '');
    return `{${[...shown, this.final(final)].join('; ')}}`;
  }

  /** A value that is only named is written wherever its name stands. */
  private step(step: Step): string {
    switch (step.kind) {
      case 'let': {
        if (step.bound.kind === 'return') {
          this.names.set(step.binder, this.value(step.bound.value));
          return '';
        }
        const bound = this.final(step.bound);
        return `${this.bind(step.binder)} = ${bound}`;
      }
      case 'then':
        return this.final(step.first);
      case 'let-tuple': {
        const value = this.value(step.value);
        for (const [i, binder] of step.binders.entries()) this.names.set(binder, `${value}.${i}`);
        return '';
      }
      default:
        return step satisfies never;
    }
  }

  private final(f: Final): string {
    switch (f.kind) {
      case 'return':
        return this.value(f.value);
      case 'annotation': {
        const body = this.computation(f.body);
        return body.includes(';') ? body : body.slice(1, -1);
      }
      case 'apply':
        return `${this.value(f.callee)}(${f.arguments.map(a => this.value(a)).join()})`;
      case 'new':
        return `new ${f.interface.text}`;
      case 'spawn':
        return `spawn ${this.computation(f.body)}`;
      case 'free':
        return `free ${this.value(f.mailbox)}`;
      case 'send':
        return `${this.value(f.target)} ! ${f.tag.text}(${f.arguments.map(a => this.value(a)).join()})`;
      case 'if':
        return `if ${this.value(f.condition)} ${this.computation(f.consequence)} ${this.computation(f.alternative)}`;
      case 'case': {
        const arms = [f.left, f.right].map(arm => `${this.bind(arm.binder)} ${this.computation(arm.body)}`);
        return `case ${this.value(f.scrutinee)} ${arms.join(' | ')}`;
      }
      case 'case-list': {
        const scrutinee = this.value(f.scrutinee);
        const nil = this.computation(f.nil);
        return `case ${scrutinee} ${nil} | ${this.bind(f.head)} ${this.bind(f.tail)} ${this.computation(f.cons)}`;
      }
      case 'guard':
        return `guard ${this.value(f.target)} ${f.clauses.map(c => this.clause(c)).join(' | ')}`;
      default:
        return f satisfies never;
    }
  }

  private clause(c: Clause): string {
    if (c.kind === 'fail') return 'fail';
    if (c.kind === 'empty') return `empty ${this.bind(c.binder)} ${this.computation(c.body)}`;
    const names = [...c.payloads, c.mailbox].map(binder => this.bind(binder));
    return `${c.starred ? 'receive*' : 'receive'} ${c.tag.text}(${names.join()}) ${this.computation(c.body)}`;
  }

  private value(v: Value): string {
    switch (v.kind) {
      case 'variable':
        return this.names.get(v.binder) ?? `free ${v.binder.name}`;
      case 'definition':
      case 'primitive':
        return v.name;
      case 'constant':
        return `${v.constant.kind} ${v.constant.value}`;
      case 'tuple':
        return `(${v.parts.map(part => this.value(part)).join()})`;
      case 'cons':
        return `(${this.value(v.head)} :: ${this.value(v.tail)})`;
      case 'injection':
        return `${v.side}(${this.value(v.value)})`;
      case 'annotated':
        return this.value(v.value);
      case 'lambda': {
        const parameters = v.parameters.map(({ binder }) => this.bind(binder));
        return `${v.linear ? 'linfun' : 'fun'}(${parameters.join()}) ${this.computation(v.body)}`;
      }
      case 'nil':
      case 'hole':
        return v.kind;
      default:
        return v satisfies never;
    }
  }
}
