// The name that a user may have meant: the nearest one by edit distance, when it is near enough. Names are kept as a
// trie, so that those with the same beginning are compared with it once, and what is too far away already is left
// alone (Schulz and Mihov 2002).

/** A name that may have been meant. */
export interface Similar {
  readonly name: string;
  /** No other candidate is as near. */
  readonly only: boolean;
}

/** Nobody takes longer names for others. */
const longest = 100;
/** At most so many letters of a name are wrong, and at most a third of them. */
const mostWrong = 4;
/** More than any distance that matters. */
const far = 200;
/** So many beginnings of names are compared: enough for those of any program that a person wrote. */
const mostCompared = 3000;

interface Node {
  /** The name that ends here, and how many were there before it. */
  name: { readonly text: string; readonly order: number } | undefined;
  readonly next: Map<string, Node>;
}

/** Names that may be meant, each once, in order. */
export class Names {
  private readonly known = new Set<string>();
  private root: Node | undefined;

  constructor(names: Iterable<string> = []) {
    for (const name of names) this.known.add(name);
  }

  get all(): Iterable<string> {
    return this.known;
  }

  add(name: string): void {
    if (this.known.has(name)) return;
    if (this.root !== undefined) insert(this.root, name, this.known.size);
    this.known.add(name);
  }

  has(name: string): boolean {
    return this.known.has(name);
  }

  /** The same names in the same order. */
  equals(others: Names): boolean {
    if (this.known.size !== others.known.size) return false;
    const other = others.known.values();
    for (const name of this.known) if (name !== other.next().value) return false;
    return true;
  }

  /** Made when it is first needed: most names are right. */
  get trie(): Node {
    if (this.root === undefined) {
      this.root = { name: undefined, next: new Map() };
      for (const [order, name] of [...this.known].entries()) insert(this.root, name, order);
    }
    return this.root;
  }
}

function insert(root: Node, name: string, order: number): void {
  if (name.length > longest) return;
  let node = root;
  for (const letter of name) {
    let next = node.next.get(letter);
    if (next === undefined) {
      next = { name: undefined, next: new Map() };
      node.next.set(letter, next);
    }
    node = next;
  }
  node.name = { text: name, order };
}

/** The name nearest to `name`, the first of those that are as near; undefined when none is near enough. Single letters are like every other. */
export function mostSimilar(name: string, ...places: readonly Names[]): Similar | undefined {
  if (name.length > longest) return undefined;
  const most = Math.max(1, Math.min(mostWrong, Math.floor(name.length / 3)));
  const search = new Search(name, most);
  for (let wrong = 0; wrong <= most; wrong++) {
    const best = search.at(wrong, places);
    if (best !== undefined) return best;
  }
  return undefined;
}

/** Walks tries for the names that are so many letters away; the work of all walks together is bounded. */
class Search {
  private readonly name: string;
  /** For each letter of a candidate: how far its beginning is from each beginning of the name. */
  private readonly rows: Uint8Array[];
  private left = mostCompared;
  private wrong = 0;
  private found: NonNullable<Node['name']>[] = [];

  constructor(name: string, most: number) {
    this.name = name;
    const width = name.length + 2;
    this.rows = Array.from({ length: width + most }, () => new Uint8Array(width).fill(far));
  }

  /** The first name at a distance; what is nearer has been looked for. Without a letter wrong are those that differ in case. */
  at(wrong: number, places: readonly Names[]): Similar | undefined {
    this.wrong = wrong;
    this.rows[0]?.fill(far).forEach((_, i, row) => {
      if (i <= wrong) row[i] = i;
    });
    let best: Similar | undefined;
    for (const { trie } of places) {
      this.found = [];
      this.walk(trie, 0, '');
      const [first, ...others] = this.found.toSorted((a, b) => a.order - b.order).map(({ text }) => text);
      if (first === undefined) continue;
      const isOnly = others.length === 0 && this.left >= 0;
      best =
        best === undefined
          ? { name: first, only: isOnly }
          : { ...best, only: best.only && isOnly && best.name === first };
    }
    return best;
  }

  private walk(node: Node, depth: number, before: string): void {
    for (const [letter, next] of node.next) {
      if (--this.left < 0) return;
      const least = this.compare(depth + 1, letter, before);
      if (least > this.wrong) continue;
      const { name } = next;
      const distance = this.rows[depth + 1]?.[this.name.length] ?? far;
      if (
        name !== undefined &&
        distance <= this.wrong &&
        name.text !== this.name &&
        Math.max(name.text.length, this.name.length) > 1
      )
        this.found.push(name);
      this.walk(next, depth + 1, letter);
    }
  }

  /**
   * Fills the row of a candidate's beginning: Levenshtein distance with transpositions of neighbours counted as one step.
   * Only what is near the diagonal can be near enough. Gives the least of the row.
   */
  private compare(depth: number, letter: string, before: string): number {
    const { name, wrong } = this;
    const row = this.rows[depth];
    const above = this.rows[depth - 1];
    if (row === undefined || above === undefined) return far;
    const first = Math.max(0, depth - wrong);
    const last = Math.min(name.length, depth + wrong);
    if (first > 0) row[first - 1] = far;
    row[last + 1] = far;
    let least = far;
    for (let j = first; j <= last; j++) {
      let cost = (above[j] ?? far) + 1;
      if (j > 0) {
        cost = Math.min(
          cost,
          (row[j - 1] ?? far) + 1,
          (above[j - 1] ?? far) + (this.same(letter, name.charAt(j - 1)) ? 0 : 1),
        );
        if (j > 1 && depth > 1 && letter === name[j - 2] && before === name[j - 1])
          cost = Math.min(cost, (this.rows[depth - 2]?.[j - 2] ?? far) + 1);
      }
      row[j] = Math.min(cost, far);
      least = Math.min(least, cost);
    }
    return least;
  }

  private same(a: string, b: string): boolean {
    return a === b || (this.wrong === 0 && a.toLowerCase() === b.toLowerCase());
  }
}
