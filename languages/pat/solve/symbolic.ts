// The least solution as patterns, for groups of variables whose semilinear sets are too large to write out:
// Hopkins and Kozen's closed form and elimination on shared structure, where nothing is multiplied out.
import { one, type Pattern, type PatternVariable, zero } from '../types/pattern.ts';
import { bottomUp, children } from './denote.ts';
import { Occurrences } from './system.ts';

/** A sum without the flattening that would copy shared parts. */
export function sharedSum(parts: readonly Pattern[]): Pattern {
  const kept = [...new Set(parts.filter(p => p.kind !== 'zero'))];
  const [only] = kept;
  if (only === undefined) return zero;
  return kept.length === 1 ? only : { kind: 'sum', parts: kept };
}

function sharedProduct(parts: readonly Pattern[]): Pattern {
  if (parts.some(p => p.kind === 'zero')) return zero;
  const kept = parts.filter(p => p.kind !== 'one');
  const [only] = kept;
  if (only === undefined) return one;
  return kept.length === 1 ? only : { kind: 'product', parts: kept };
}

function sharedStar(body: Pattern): Pattern {
  if (body.kind === 'zero' || body.kind === 'one') return one;
  return body.kind === 'star' ? body : { kind: 'star', body };
}

/** The pattern with variables replaced, shared nodes once; variables without a value stay. */
export function replaceVariables(
  root: Pattern,
  value: (variable: PatternVariable) => Pattern | undefined,
): Pattern {
  const made = new Map<Pattern, Pattern>();
  const get = (p: Pattern): Pattern => made.get(p) ?? p;
  for (const node of bottomUp(root, () => false)) {
    if (node.kind === 'variable') made.set(node, value(node.variable) ?? node);
    else if (children(node).every(part => get(part) === part)) continue;
    else if (node.kind === 'sum') made.set(node, sharedSum(node.parts.map(get)));
    else if (node.kind === 'product') made.set(node, sharedProduct(node.parts.map(get)));
    else if (node.kind === 'star') made.set(node, sharedStar(get(node.body)));
  }
  return get(root);
}

/** ∂E/∂p for a variable p, shared nodes once. */
function derivativeBy(root: Pattern, variable: PatternVariable): Pattern {
  const made = new Map<Pattern, Pattern>();
  const get = (p: Pattern): Pattern => made.get(p) ?? zero;
  for (const node of bottomUp(root, () => false)) {
    switch (node.kind) {
      case 'variable':
        made.set(node, node.variable === variable ? one : zero);
        break;
      case 'sum':
        made.set(node, sharedSum(node.parts.map(get)));
        break;
      case 'product':
        made.set(
          node,
          sharedSum(
            node.parts.map((p, i) =>
              sharedProduct([...node.parts.slice(0, i), get(p), ...node.parts.slice(i + 1)]),
            ),
          ),
        );
        break;
      case 'star':
        made.set(node, sharedProduct([get(node.body), node]));
        break;
      default:
        made.set(node, zero);
    }
  }
  return get(root);
}

/** Closed patterns (given that `known` closes all other variables) for the least solution of the group. */
export function symbolicSolution(
  group: readonly PatternVariable[],
  bounds: ReadonlyMap<PatternVariable, readonly Pattern[]>,
  known: (variable: PatternVariable) => Pattern | undefined,
): ReadonlyMap<PatternVariable, Pattern> {
  const members = new Set(group);
  const outside = (v: PatternVariable): Pattern | undefined => (members.has(v) ? undefined : known(v));
  const forms = group.map(v => replaceVariables(sharedSum(bounds.get(v) ?? []), outside));
  const solvedForms: { variable: PatternVariable; form: Pattern }[] = [];
  const occurrences = new Occurrences();
  group.forEach((v, i) => {
    let form = forms[i] ?? zero;
    for (const earlier of solvedForms) {
      if (!occurrences.of(form).has(earlier.variable)) continue;
      form = replaceVariables(form, w => (w === earlier.variable ? earlier.form : undefined));
    }
    const start = replaceVariables(form, w => (w === v ? zero : undefined));
    const slope = replaceVariables(derivativeBy(form, v), w => (w === v ? start : undefined));
    solvedForms.push({ variable: v, form: sharedProduct([sharedStar(slope), start]) });
  });
  const solved = new Map<PatternVariable, Pattern>();
  for (const { variable, form } of solvedForms.reverse()) {
    solved.set(
      variable,
      replaceVariables(form, w => solved.get(w)),
    );
  }
  return solved;
}

/** The number of nodes the pattern would have as a tree. */
export function treeSize(root: Pattern): number {
  const sizes = new Map<Pattern, number>();
  for (const node of bottomUp(root, () => false)) {
    let size = 1;
    if (node.kind === 'sum' || node.kind === 'product') for (const p of node.parts) size += sizes.get(p) ?? 1;
    else if (node.kind === 'star') size += sizes.get(node.body) ?? 1;
    sizes.set(node, size);
  }
  return sizes.get(root) ?? 1;
}
