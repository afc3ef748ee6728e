// The types at places of an item, as source text: what an expression gives, and at what type a part of the item uses a
// variable. Patterns that inference finds are left out, to be written once they are known.
import type { AnalysedItem, Analysis } from '../../analysis.ts';
import type { Fact } from '../../check/checking.ts';
import type { Binder } from '../../core/term.ts';
import { visitComputation } from '../../core/visit.ts';
import type { Expression, Range } from '../../syntax/ast.ts';
import { holdsError, mailboxFree } from '../../types/operations.ts';
import type { PlainType, Type, Usage } from '../../types/type.ts';
import { writeType } from '../../types/write.ts';
import { sameRange, sourceOf, within } from './action.ts';

type Use = Extract<Fact, { kind: 'use' }>;

/** A spawned process or a function: what it uses of its surroundings it uses in its own way. */
interface Enclosure {
  readonly at: Range;
  readonly usage: Usage;
}

export class PlaceTypes {
  private readonly analysis: Analysis;
  private readonly item: AnalysedItem;
  private readonly plain = new Map<string, PlainType>();
  private readonly enclosures: Enclosure[] = [];

  constructor(analysis: Analysis, item: AnalysedItem) {
    this.analysis = analysis;
    this.item = item;
    for (const [{ at }, type] of item.checked?.typing.finals ?? []) {
      if (!this.plain.has(key(at))) this.plain.set(key(at), type);
    }
    if (item.lowered.kind === 'interface') return;
    visitComputation(
      {
        final: f => {
          if (f.kind === 'spawn') this.enclosures.push({ at: f.at, usage: 'U' });
        },
        value: v => {
          if (v.kind === 'lambda') this.enclosures.push({ at: v.at, usage: 'R' });
        },
      },
      item.lowered.core.body,
    );
    this.enclosures.sort((a, b) => a.at.end - a.at.start - (b.at.end - b.at.start));
  }

  /** The type of an expression that lies in the wholes of `path`; undefined when it is not known or has no spelling. */
  result(e: Expression, path: readonly Expression[]): string | undefined {
    if (e.kind === 'annotation') return this.source(e.type.at);
    if (e.kind === 'lambda') {
      const parameters = e.parameters.map(({ type }) => this.source(type.at)).join(', ');
      return `(${parameters}) ${e.linear ? '-o' : '->'} ${this.source(e.result.at)}`;
    }
    const plain = this.plainOf(e);
    if (plain !== undefined && holdsError(plain)) return undefined;
    const free = plain && mailboxFree(plain);
    if (free !== undefined) return this.write(free);
    return this.wanted(e, path) ?? this.named(e.at);
  }

  /** The type that a parameter needs to stand for the variable in a part of the item. */
  parameter(binder: Binder, at: Range): string | undefined {
    const plain = this.item.checked?.typing.binders.get(binder);
    if (plain === undefined || holdsError(plain)) return undefined;
    const free = mailboxFree(plain);
    if (free !== undefined) return writeType(free, { values: this.analysis.solution.values });
    const uses = (this.item.checked?.facts ?? []).filter(
      (fact): fact is Use => fact.kind === 'use' && fact.binder === binder && within(fact.at, at),
    );
    const [first] = uses;
    if (first === undefined || uses.some(({ type }) => holdsError(type))) return undefined;
    if (plain.kind !== 'interface') return uses.length === 1 ? this.write(first.type) : undefined;
    const receives = uses.some(({ type }) => type.kind === 'mailbox' && type.capability === '?');
    const usage = uses.some(use => this.usageOf(use, at) === 'R') ? 'R' : 'U';
    const standard = receives ? 'R' : 'U';
    return `${plain.name}${receives ? '?' : '!'}${usage === standard ? '' : `[${usage}]`}`;
  }

  /** The usage of a use as it is seen from outside a part of the item. */
  private usageOf({ type, at }: Use, part: Range): Usage {
    let usage: Usage = type.kind === 'mailbox' ? type.usage : 'R';
    for (const enclosure of this.enclosures) {
      if (within(at, enclosure.at) && within(enclosure.at, part)) ({ usage } = enclosure);
    }
    return usage;
  }

  private plainOf(e: Expression): PlainType | undefined {
    switch (e.kind) {
      case 'block':
        return this.plainOf(e.result);
      case 'integer':
        return { kind: 'base', name: 'Int' };
      case 'string':
        return { kind: 'base', name: 'String' };
      case 'boolean':
        return { kind: 'base', name: 'Bool' };
      case 'atom':
        return { kind: 'base', name: 'Atom' };
      default:
        return this.plain.get(key(e.at));
    }
  }

  /** The type that the surroundings of an expression say it has. */
  private wanted(e: Expression, path: readonly Expression[]): string | undefined {
    const { item } = this.item;
    let type = item.kind === 'definition' ? this.source(item.result.at) : undefined;
    for (const [i, whole] of path.entries()) type = this.wantedIn(whole, path[i + 1] ?? e, type);
    return type;
  }

  private wantedIn(whole: Expression, part: Expression, outer: string | undefined): string | undefined {
    switch (whole.kind) {
      case 'block': {
        if (part === whole.result) return outer;
        const statement = whole.statements.find(s => s.kind !== 'then' && s.bound === part);
        return statement?.kind === 'let' ? this.bound(statement.binder.at) : undefined;
      }
      case 'if':
        return part === whole.condition ? undefined : outer;
      case 'case':
        return part === whole.scrutinee ? undefined : outer;
      case 'guard':
        return part === whole.target ? undefined : outer;
      case 'case-list':
        return part === whole.scrutinee ? this.source(whole.type.at) : outer;
      case 'annotation':
        return this.source(whole.type.at);
      case 'lambda':
        return this.source(whole.result.at);
      case 'apply': {
        const { callee } = whole;
        const called =
          callee.kind === 'variable' ? this.analysis.signatures.definition(callee.name) : undefined;
        const type = called?.parameters[whole.arguments.indexOf(part)]?.type;
        return type === undefined ? undefined : this.write(type);
      }
      default:
        return undefined;
    }
  }

  /** The type at which the rest of its scope uses what a `let` binds. */
  private bound(at: Range): string | undefined {
    for (const fact of this.item.checked?.facts ?? []) {
      if (fact.kind === 'binding' && sameRange(fact.at, at))
        return fact.type === undefined || holdsError(fact.type) ? undefined : this.write(fact.type);
    }
    return undefined;
  }

  /** The type at which a subterm is used that lowering has named. */
  private named(at: Range): string | undefined {
    for (const fact of this.item.checked?.facts ?? []) {
      if (fact.kind === 'binding' && fact.binder.introduced && sameRange(fact.at, at))
        return fact.type === undefined || holdsError(fact.type) ? undefined : this.write(fact.type);
    }
    return undefined;
  }

  private write(type: Type): string | undefined {
    return writeType(type, { values: new Map(), inferred: true });
  }

  private source(at: Range): string {
    return sourceOf(this.analysis, this.item, at);
  }
}

function key({ start, end }: Range): string {
  return `${start} ${end}`;
}
