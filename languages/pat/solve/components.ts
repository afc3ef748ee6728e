// Strongly connected components of a graph (Tarjan 1972), with a stack of its own: no recursion over its size.

/**
 * The strongly connected components of the graph on `nodes`, each after all that it leads to. Successors that
 * are not among `nodes` are ignored.
 */
export function stronglyConnected<N>(nodes: readonly N[], successors: (node: N) => Iterable<N>): N[][] {
  const among = new Set(nodes);
  const index = new Map<N, number>();
  const low = new Map<N, number>();
  const onStack = new Set<N>();
  const stack: N[] = [];
  const components: N[][] = [];
  for (const root of nodes) {
    if (index.has(root)) continue;
    const work = [enter(root)];
    for (let frame = work.at(-1); frame !== undefined; frame = work.at(-1)) {
      const { node } = frame;
      const step = frame.open.next();
      if (!step.done) {
        const next = step.value;
        if (!among.has(next)) continue;
        if (!index.has(next)) work.push(enter(next));
        else if (onStack.has(next)) low.set(node, Math.min(low.get(node) ?? 0, index.get(next) ?? 0));
        continue;
      }
      work.pop();
      const above = work.at(-1)?.node;
      const lowest = low.get(node) ?? 0;
      if (above !== undefined) low.set(above, Math.min(low.get(above) ?? 0, lowest));
      if (lowest !== index.get(node)) continue;
      const component: N[] = [];
      for (let member = stack.pop(); member !== undefined; member = stack.pop()) {
        onStack.delete(member);
        component.push(member);
        if (member === node) break;
      }
      components.push(component.reverse());
    }
  }
  return components;

  function enter(node: N): { readonly node: N; readonly open: Iterator<N> } {
    const i = index.size;
    index.set(node, i);
    low.set(node, i);
    stack.push(node);
    onStack.add(node);
    return { node, open: successors(node)[Symbol.iterator]() };
  }
}
