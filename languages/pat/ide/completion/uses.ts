// Whether a name may be used at the cursor, by its uses before and after it (spec §3, "Sequencing usages", and §6, join
// and combine). A step is often inserted into code that is there: what that code goes on to use must not be used up here.
import { isLinear } from '../../types/operations.ts';
import { holdsEmpty, substitute, variablesOf } from '../../types/pattern.ts';
import type { Capability, Type, Usage } from '../../types/type.ts';
import { itemAt } from '../locate.ts';
import type { LaterUse, NameUse, ScopeName, Wanted } from './frames.ts';
import { asPlain, isSpent, type Knowledge } from './knowledge.ts';
import { readLaterUses } from './reader.ts';
import { tokensAfter } from './words.ts';

export type Usability =
  | { readonly kind: 'usable' }
  /** Its last use was before. */
  | { readonly kind: 'gone'; readonly use: NameUse }
  /** A part of the very step that the cursor is in. */
  | { readonly kind: 'taken'; readonly use: NameUse }
  /** A mailbox that is received from elsewhere, so that it may only be sent to here; `later`: after the cursor alone. */
  | { readonly kind: 'send-only'; readonly use: NameUse; readonly later: boolean }
  /** It is used afterwards, so that it cannot be used up here. */
  | { readonly kind: 'needed'; readonly use: NameUse };

/** How a place uses a mailbox that is put there; parts are undefined where that is open. */
export interface Demand {
  readonly capability: Capability | undefined;
  readonly usage: Usage | undefined;
}

/** How a name is used somewhere. */
type Access = Demand | 'linear';

const usable: Usability = { kind: 'usable' };

export class Uses {
  private readonly knowledge: Knowledge;
  private readonly before = new Map<ScopeName, NameUse[]>();
  private readonly after: ReadonlyMap<number, readonly LaterUse[]>;
  private readonly step = new Map<ScopeName, NameUse>();
  private types: ReadonlyMap<number, Type> | undefined;

  constructor(knowledge: Knowledge) {
    const { analysis, frames, words } = knowledge;
    this.knowledge = knowledge;
    for (const use of frames.flatMap(frame => frame.uses)) {
      const same = this.before.get(use.name);
      if (same === undefined) this.before.set(use.name, [use]);
      else same.push(use);
    }
    this.after = readLaterUses(words.before, tokensAfter(analysis.text, words));
    const around = frames.at(-2);
    if (around?.kind === 'list') for (const use of around.parts) this.step.set(use.name, use);
  }

  private later({ start }: ScopeName): readonly LaterUse[] {
    return this.after.get(start) ?? [];
  }

  private get sequenced(): boolean {
    return this.knowledge.analysis.settings.quasiLinearity;
  }

  /** Whether a name may be put at the cursor, where it is used as `demand` says. */
  usability(name: ScopeName, demand: Demand): Usability {
    const type = this.knowledge.plainTypeOf(name);
    if (type !== undefined && !isSpent(type)) return usable;
    const later = this.later(name);
    const before = this.before.get(name) ?? [];
    let result = usable;
    for (const use of before) {
      const access = this.access(use);
      if (access === undefined) continue;
      if (access === 'linear') return { kind: 'gone', use };
      // To those outside, what a function value captures is used up, and what a process does is second class.
      const usage = use.within === undefined ? access.usage : use.within === 'function' ? 'R' : 'U';
      if (usage === 'R' && this.sequenced) return { kind: 'gone', use };
      if (access.capability === '?') result = { kind: 'send-only', use, later: false };
    }
    const part = this.step.get(name) ?? later.find(({ sameStep }) => sameStep)?.use;
    if (part !== undefined && !this.knowledge.analysis.settings.joinNotCombine)
      return { kind: 'taken', use: part };
    for (const { use, outside } of later) {
      const access = this.access(use);
      if (access === 'linear' || (outside === 'function' && this.sequenced)) return { kind: 'needed', use };
      if (demand.usage === 'R' && outside === undefined && this.sequenced) return { kind: 'needed', use };
      if (access?.capability === '?' && result.kind === 'usable')
        result = { kind: 'send-only', use, later: true };
    }
    return result;
  }

  /** Whether something has still to be done with what a name stands for, and no code does it. */
  isDue(name: ScopeName): boolean {
    const { analysis } = this.knowledge;
    const type = this.knowledge.typeOf(name);
    if (type === undefined || !isSpent(asPlain(type))) return false;
    const uses = [...(this.before.get(name) ?? []), ...this.later(name).map(({ use }) => use)];
    if (type.kind !== 'mailbox' && type.kind !== 'interface') return uses.length === 0;
    if (type.kind === 'mailbox' && type.capability === '!' && !this.knowledge.isMade(name)) {
      const pattern = substitute(type.pattern, analysis.solution.values);
      return uses.length === 0 && variablesOf(pattern).size === 0 && !holdsEmpty(pattern);
    }
    return uses.every(use => {
      const access = this.access(use);
      return access !== undefined && access !== 'linear' && access.capability === '!' && access.usage === 'U';
    });
  }

  /** How a use uses its name: as the checker found, or by what it is written as. */
  private access(use: NameUse): Access | undefined {
    const found = this.typeAt(use);
    if (found !== undefined && found.kind !== 'error') return accessAt(found);
    const { as } = use;
    switch (as.kind) {
      case 'guard':
      case 'free':
        return { capability: '?', usage: 'R' };
      case 'target':
        return { capability: '!', usage: 'U' };
      case 'passed': {
        const parameter = this.knowledge.functionNamed(as.to)?.parameters[as.index];
        return parameter === undefined ? undefined : accessAt(parameter);
      }
      case 'sent':
        return { capability: undefined, usage: 'U' };
      case 'other':
        return undefined;
      default:
        return as satisfies never;
    }
  }

  private typeAt({ start }: NameUse): Type | undefined {
    if (this.types === undefined) {
      const item = itemAt(this.knowledge.analysis, start);
      const types = new Map<number, Type>();
      for (const fact of item?.checked?.facts ?? []) {
        if (item !== undefined && fact.kind === 'use') types.set(item.start + fact.at.start, fact.type);
      }
      this.types = types;
    }
    return this.types.get(start);
  }
}

function accessAt(type: Type): Access | undefined {
  if (type.kind === 'mailbox') return { capability: type.capability, usage: type.usage };
  return isLinear(type) ? 'linear' : undefined;
}

/** How an expression uses a mailbox that it is; `statement`: it may begin a step, and be sent to. */
export function demandOf(knowledge: Knowledge, wish: Wanted | undefined, statement: boolean): Demand {
  switch (wish?.kind) {
    case undefined:
      return statement ? { capability: '!', usage: 'U' } : { capability: undefined, usage: 'R' };
    case 'mailbox':
      return { capability: '?', usage: 'R' };
    case 'argument': {
      const type = knowledge.wantedType(wish);
      if (type?.kind === 'mailbox') return { capability: type.capability, usage: type.usage };
      return { capability: undefined, usage: undefined };
    }
    case 'integer':
    case 'boolean':
      return { capability: undefined, usage: undefined };
    default:
      return wish satisfies never;
  }
}
