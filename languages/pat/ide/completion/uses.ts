// Whether a name may be used at the cursor, by its uses before and after it (spec §3, "Sequencing usages", and §6, join
// and combine). A step is often inserted into code that is there: what that code goes on to use must not be used up here.
import type { Binder } from '../../core/term.ts';
import type { Range } from '../../syntax/ast.ts';
import { isLinear } from '../../types/operations.ts';
import { holdsEmpty, substitute, variablesOf } from '../../types/pattern.ts';
import type { Capability, Type, Usage } from '../../types/type.ts';
import { childrenOf, type TreeNode } from '../tree.ts';
import { asPlain, isSpent, type Knowledge, type Wanted } from './knowledge.ts';

/** A use of a name before the cursor on the way to it, or after it on the way on. */
export interface NameUse {
  readonly binder: Binder;
  readonly at: Range;
  readonly as: Purpose;
  /** Set when the use is inside a process or a function value that the cursor is not in. */
  readonly within: Enclosure | undefined;
  /** Set when the cursor is inside a process or a function value that the use is not in. */
  readonly outside: Enclosure | undefined;
  /** It is a part of the very call, message or data that the cursor is a part of. */
  readonly sameStep: boolean;
}

export type Purpose =
  /** `target`: it is sent to. */
  | { readonly kind: 'guard' | 'free' | 'target' | 'other' }
  | { readonly kind: 'passed'; readonly to: string }
  | { readonly kind: 'sent'; readonly tag: string };

type Enclosure = 'process' | 'function';

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
  private readonly uses = new Map<Binder, NameUse[]>();
  private readonly types = new Map<Range, Type>();
  /** How far from the cursor each node around it is. */
  private readonly depths: ReadonlyMap<TreeNode, number>;

  constructor(knowledge: Knowledge) {
    this.knowledge = knowledge;
    this.depths = new Map(knowledge.way.map((node, depth) => [node, depth]));
    for (const fact of knowledge.item.checked?.facts ?? [])
      if (fact.kind === 'use') this.types.set(fact.at, fact.type);
    this.collect(knowledge.item.item, undefined, undefined);
  }

  /** Collects the uses in a node, but for those in branches that exclude the one that the cursor is in. */
  private collect(node: TreeNode, within: Enclosure | undefined, outside: Enclosure | undefined): void {
    const { way, variables } = this.knowledge;
    const depth = this.depths.get(node) ?? -1;
    const around = depth < 0 ? outside : enclosureOf(way.slice(0, depth));
    const inside = depth < 0 ? (within ?? enclosureOf([node])) : undefined;
    const branches = depth < 0 ? [] : branchesOf(node);
    const chosen = branches.some(branch => this.depths.has(branch));
    for (const child of childrenOf(node)) {
      if (chosen && branches.includes(child) && !this.depths.has(child)) continue;
      this.collect(child, inside, around);
      const binder = variables.get(child.at);
      if (binder === undefined) continue;
      const sameStep = depth === 1 && isStep(node, way[0]);
      const use = {
        binder,
        at: child.at,
        as: purposeOf(node, child),
        within: inside,
        outside: around,
        sameStep,
      };
      const same = this.uses.get(binder);
      if (same === undefined) this.uses.set(binder, [use]);
      else same.push(use);
    }
  }

  private of(binder: Binder): readonly NameUse[] {
    return this.uses.get(binder) ?? [];
  }

  private get sequenced(): boolean {
    return this.knowledge.analysis.settings.quasiLinearity;
  }

  /** Whether a name may be put at the cursor, where it is used as `demand` says. */
  usability(binder: Binder, demand: Demand): Usability {
    const type = this.knowledge.plainTypeOf(binder);
    if (type !== undefined && !isSpent(type)) return usable;
    const uses = this.of(binder);
    const isLater = ({ at }: NameUse): boolean => at.start >= this.knowledge.at;
    let result = usable;
    for (const use of uses) {
      const access = this.access(use);
      if (isLater(use) || access === undefined) continue;
      if (access === 'linear') return { kind: 'gone', use };
      // To those outside, what a function value captures is used up, and what a process does is second class.
      const usage = use.within === undefined ? access.usage : use.within === 'function' ? 'R' : 'U';
      if (usage === 'R' && this.sequenced) return { kind: 'gone', use };
      if (access.capability === '?') result = { kind: 'send-only', use, later: false };
    }
    const part = uses.find(({ sameStep }) => sameStep);
    if (part !== undefined && !this.knowledge.analysis.settings.joinNotCombine)
      return { kind: 'taken', use: part };
    for (const use of uses.filter(isLater)) {
      const access = this.access(use);
      if (access === 'linear' || (use.outside === 'function' && this.sequenced))
        return { kind: 'needed', use };
      if (demand.usage === 'R' && use.outside === undefined && this.sequenced) return { kind: 'needed', use };
      if (access?.capability === '?' && result.kind === 'usable')
        result = { kind: 'send-only', use, later: true };
    }
    return result;
  }

  /** Whether something has still to be done with what a name stands for, and no code does it. */
  isDue(binder: Binder): boolean {
    const { analysis } = this.knowledge;
    const type = this.knowledge.typeOf(binder);
    if (type === undefined || !isSpent(asPlain(type))) return false;
    const uses = this.of(binder);
    if (type.kind !== 'mailbox' && type.kind !== 'interface') return uses.length === 0;
    if (type.kind === 'mailbox' && type.capability === '!' && !this.knowledge.isMade(binder)) {
      const pattern = substitute(type.pattern, analysis.solution.values);
      return uses.length === 0 && variablesOf(pattern).size === 0 && !holdsEmpty(pattern);
    }
    return uses.every(use => {
      const access = this.access(use);
      return access !== undefined && access !== 'linear' && access.capability === '!' && access.usage === 'U';
    });
  }

  /** How a use uses its name: as the checker found, or by what it is written as. */
  private access({ at, as }: NameUse): Access | undefined {
    const found = this.types.get(at);
    if (found !== undefined && found.kind !== 'error') return accessAt(found);
    switch (as.kind) {
      case 'guard':
      case 'free':
        return { capability: '?', usage: 'R' };
      case 'target':
        return { capability: '!', usage: 'U' };
      case 'sent':
        return { capability: undefined, usage: 'U' };
      case 'passed':
      case 'other':
        return undefined;
      default:
        return as satisfies never;
    }
  }
}

/** The outermost process or function value among nodes, where a function value counts more. */
function enclosureOf(nodes: readonly TreeNode[]): Enclosure | undefined {
  if (nodes.some(({ kind }) => kind === 'lambda')) return 'function';
  return nodes.some(({ kind }) => kind === 'spawn') ? 'process' : undefined;
}

/** The parts of a node of which one is run. */
function branchesOf(node: TreeNode): readonly TreeNode[] {
  switch (node.kind) {
    case 'if':
      return [node.consequence, node.alternative];
    case 'case':
      return [node.left, node.right];
    case 'case-list':
      return [node.nil, node.cons];
    case 'guard':
      return node.clauses;
    default:
      return [];
  }
}

/** Whether a part of a node is used together with its others. */
function isStep(node: TreeNode, part: TreeNode | undefined): boolean {
  if (node.kind === 'apply') return node.callee !== part;
  if (node.kind === 'send') return node.target !== part;
  return node.kind === 'tuple' || node.kind === 'cons';
}

/** What a variable is used for that is a part of a node. */
function purposeOf(node: TreeNode, part: TreeNode): Purpose {
  switch (node.kind) {
    case 'guard':
    case 'free':
      return { kind: node.kind };
    case 'send':
      return node.target === part ? { kind: 'target' } : { kind: 'sent', tag: node.tag.text };
    case 'apply':
      if (node.callee === part || node.callee.kind !== 'variable') return { kind: 'other' };
      return { kind: 'passed', to: node.callee.name };
    default:
      return { kind: 'other' };
  }
}

function accessAt(type: Type): Access | undefined {
  if (type.kind === 'mailbox') return { capability: type.capability, usage: type.usage };
  return isLinear(type) ? 'linear' : undefined;
}

/** How an expression uses a mailbox that it is; `beginsStep`: it may be sent to. */
export function demandOf(wanted: Wanted | undefined, beginsStep: boolean): Demand {
  if (wanted?.kind === 'mailbox') return { capability: '?', usage: 'R' };
  if (beginsStep) return { capability: '!', usage: 'U' };
  if (wanted === undefined) return { capability: undefined, usage: 'R' };
  const { type } = wanted;
  if (type.kind === 'mailbox') return { capability: type.capability, usage: type.usage };
  return { capability: undefined, usage: undefined };
}
