// Mailboxes that lie in each other's messages: each one's name is in a message of the next, so that, with nobody else to
// know them, none can be received from. No mailbox type excludes this (spec §6.1), so a run's report names it.
import type { Holder } from './holder.ts';
import { Mailbox } from './mailbox.ts';

/**
 * The circles among these mailboxes: the strongly connected parts of the graph whose edges lead from a mailbox to what its
 * messages hold, in the order of their first mailbox (Tarjan 1972, without recursion). Time is linear in what is held.
 */
export function circlesOf(mailboxes: Iterable<Mailbox>): Mailbox[][] {
  const found: Mailbox[][] = [];
  const visits = new Map<Holder, Visit>();
  const open: Visit[] = [];
  for (const mailbox of mailboxes) {
    if (visits.has(mailbox)) continue;
    const path = [enter(mailbox, visits, open)];
    for (let visit = path.at(-1); visit !== undefined; visit = path.at(-1)) {
      const next = visit.edges[visit.next++];
      if (next !== undefined) {
        const known = visits.get(next);
        if (known === undefined) path.push(enter(next, visits, open));
        else if (known.open) visit.lowest = Math.min(visit.lowest, known.index);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent !== undefined) parent.lowest = Math.min(parent.lowest, visit.lowest);
      if (visit.lowest < visit.index) continue;
      const part: Visit[] = [];
      for (let member = open.pop(); member !== undefined; member = open.pop()) {
        member.open = false;
        part.push(member);
        if (member === visit) break;
      }
      if (part.length < 2 && !visit.edges.includes(visit.holder)) continue;
      const circle = part.flatMap(({ holder }) => (holder instanceof Mailbox ? [holder] : []));
      if (circle.length > 0) found.push(circle.sort((a, b) => a.id - b.id));
    }
  }
  return found.sort((a, b) => (a[0]?.id ?? 0) - (b[0]?.id ?? 0));
}

/** Where the search stands at one holder. */
interface Visit {
  readonly holder: Holder;
  readonly index: number;
  readonly edges: readonly Holder[];
  next: number;
  lowest: number;
  open: boolean;
}

function enter(holder: Holder, visits: Map<Holder, Visit>, open: Visit[]): Visit {
  const edges: Holder[] = [];
  holder.references(to => edges.push(to));
  const index = visits.size;
  const visit = { holder, index, edges, next: 0, lowest: index, open: true };
  visits.set(holder, visit);
  open.push(visit);
  return visit;
}
