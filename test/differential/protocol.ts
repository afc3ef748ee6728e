// The generator's own small notion of patterns. It shares no code with the checker, so that a fault in the
// checker's patterns cannot hide itself in the programs that are meant to find it.
import type { Random } from './random.ts';

export type Protocol =
  | { readonly kind: 'zero' }
  | { readonly kind: 'one' }
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'or' | 'and'; readonly left: Protocol; readonly right: Protocol }
  | { readonly kind: 'many'; readonly body: Protocol };

export const zero: Protocol = { kind: 'zero' };
export const one: Protocol = { kind: 'one' };
export const tag = (name: string): Protocol => ({ kind: 'tag', tag: name });

export function or(left: Protocol, right: Protocol): Protocol {
  if (left.kind === 'zero') return right;
  if (right.kind === 'zero' || show(left) === show(right)) return left;
  return { kind: 'or', left, right };
}

export function and(left: Protocol, right: Protocol): Protocol {
  if (left.kind === 'zero' || right.kind === 'zero') return zero;
  if (left.kind === 'one') return right;
  if (right.kind === 'one') return left;
  return { kind: 'and', left, right };
}

export function many(body: Protocol): Protocol {
  if (body.kind === 'zero' || body.kind === 'one') return one;
  return body.kind === 'many' ? body : { kind: 'many', body };
}

/** What may still come after one message of the given tag. */
export function after(protocol: Protocol, name: string): Protocol {
  switch (protocol.kind) {
    case 'zero':
    case 'one':
      return zero;
    case 'tag':
      return protocol.tag === name ? one : zero;
    case 'or':
      return or(after(protocol.left, name), after(protocol.right, name));
    case 'and':
      return or(
        and(after(protocol.left, name), protocol.right),
        and(protocol.left, after(protocol.right, name)),
      );
    case 'many':
      return and(after(protocol.body, name), protocol);
  }
}

/** Whether it may be over. */
export function nullable(protocol: Protocol): boolean {
  switch (protocol.kind) {
    case 'zero':
    case 'tag':
      return false;
    case 'one':
    case 'many':
      return true;
    case 'or':
      return nullable(protocol.left) || nullable(protocol.right);
    case 'and':
      return nullable(protocol.left) && nullable(protocol.right);
  }
}

export function tagsOf(protocol: Protocol): string[] {
  switch (protocol.kind) {
    case 'zero':
    case 'one':
      return [];
    case 'tag':
      return [protocol.tag];
    case 'many':
      return tagsOf(protocol.body);
    default:
      return [...new Set([...tagsOf(protocol.left), ...tagsOf(protocol.right)])];
  }
}

export function hasMany(protocol: Protocol): boolean {
  if (protocol.kind === 'many') return true;
  return (
    (protocol.kind === 'or' || protocol.kind === 'and') && (hasMany(protocol.left) || hasMany(protocol.right))
  );
}

/** The order of the parts, forgotten: `A . B` and `B . A` have the same key. */
export function key(protocol: Protocol): string {
  if (protocol.kind === 'many') return `${key(protocol.body)}*`;
  if (protocol.kind !== 'or' && protocol.kind !== 'and') return show(protocol);
  const parts = (p: Protocol): string[] =>
    p.kind === protocol.kind ? [...parts(p.left), ...parts(p.right)] : [key(p)];
  const all = parts(protocol).sort();
  return `(${(protocol.kind === 'or' ? [...new Set(all)] : all).join(protocol.kind === 'or' ? '+' : '.')})`;
}

/** As Pat writes it, with parentheses wherever the grammar would read it otherwise. */
export function show(protocol: Protocol): string {
  switch (protocol.kind) {
    case 'zero':
      return '0';
    case 'one':
      return '1';
    case 'tag':
      return protocol.tag;
    case 'many':
      return `${atom(protocol.body)}*`;
    default: {
      const operator = protocol.kind === 'or' ? ' + ' : ' . ';
      const left =
        protocol.left.kind === 'or' || protocol.left.kind === 'and'
          ? atom(protocol.left)
          : show(protocol.left);
      const { right } = protocol;
      const bare = right.kind === protocol.kind || (right.kind !== 'or' && right.kind !== 'and');
      return `${left}${operator}${bare ? show(right) : atom(right)}`;
    }
  }
}

/** As it stands in a type: one tag, or something in parentheses. */
export function atom(protocol: Protocol): string {
  const bare = protocol.kind === 'tag' || protocol.kind === 'one' || protocol.kind === 'zero';
  return bare ? show(protocol) : `(${show(protocol)})`;
}

/** Some messages that the protocol allows, in some order; undefined when it allows none. */
export function word(random: Random, protocol: Protocol, most = 2): string[] | undefined {
  switch (protocol.kind) {
    case 'zero':
      return undefined;
    case 'one':
      return [];
    case 'tag':
      return [protocol.tag];
    case 'or': {
      const [a, b] = random.chance(0.5) ? [protocol.left, protocol.right] : [protocol.right, protocol.left];
      return word(random, a, most) ?? word(random, b, most);
    }
    case 'and': {
      const left = word(random, protocol.left, most);
      const right = word(random, protocol.right, most);
      return left === undefined || right === undefined ? undefined : random.shuffled([...left, ...right]);
    }
    case 'many': {
      const out: string[] = [];
      for (let i = random.below(most + 1); i > 0; i--) out.push(...(word(random, protocol.body, most) ?? []));
      return out;
    }
  }
}

/** A protocol over the given tags, not 0. */
export function randomProtocol(random: Random, tags: readonly string[], depth = 2): Protocol {
  const again = (): Protocol => randomProtocol(random, tags, depth - 1);
  const kind = random.weighted(
    depth <= 0 ? { tag: 8, one: 1 } : { tag: 8, one: 1, or: 4, and: 5, many: 4, every: 3 },
  );
  switch (kind) {
    case 'one':
      return one;
    case 'or':
      return or(again(), again());
    case 'and':
      return and(again(), again());
    case 'many':
      return many(again());
    case 'every':
      return many(tags.map(tag).reduce(or, zero));
    default:
      return tag(random.pick(tags));
  }
}

/** A protocol that means the same, written in another way. */
export function rewritten(random: Random, protocol: Protocol): Protocol {
  switch (protocol.kind) {
    case 'or':
    case 'and': {
      const left = rewritten(random, protocol.left);
      const right = rewritten(random, protocol.right);
      return random.chance(0.5) ? { ...protocol, left, right } : { ...protocol, left: right, right: left };
    }
    case 'many': {
      if (random.chance(0.2)) return or(one, and(protocol.body, protocol));
      if (protocol.body.kind === 'or' && random.chance(0.3)) {
        return and(many(protocol.body.left), many(protocol.body.right));
      }
      return protocol;
    }
    default:
      return protocol;
  }
}
