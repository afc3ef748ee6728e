// How well a name fits what somebody typed to find it.

/**
 * How well a name fits what was typed, higher being better; undefined when not all of the query's characters are in the
 * name in this order. Case counts only between names that are otherwise as good; spaces in the query do not count.
 */
export function matchSymbol(query: string, name: string): number | undefined {
  const typed = query.replace(/\s+/g, '');
  const wanted = typed.toLowerCase();
  const lower = name.toLowerCase();
  const kind = kindOfMatch(wanted, lower, name);
  if (kind === undefined) return undefined;
  const sameCase = name.includes(typed) ? 0.5 : 0;
  // Of two names that fit in the same way, the shorter has less that was not asked for.
  return kind + sameCase - Math.min(name.length, 400) / 1000;
}

function kindOfMatch(wanted: string, lower: string, name: string): number | undefined {
  if (wanted === '') return 0;
  if (lower === wanted) return 6;
  if (lower.startsWith(wanted)) return 5;
  let inside = false;
  for (let at = lower.indexOf(wanted, 1); at > 0; at = lower.indexOf(wanted, at + 1)) {
    if (beginsWord(name, at)) return 4;
    inside = true;
  }
  if (!isSubsequence(wanted, lower)) return undefined;
  if (fitsWordStarts(wanted, lower, name)) return 3;
  return inside ? 2 : 1;
}

function isSubsequence(wanted: string, lower: string): boolean {
  let at = 0;
  for (let i = 0; i < lower.length && at < wanted.length; i++) if (lower[i] === wanted[at]) at++;
  return at === wanted.length;
}

/** Whether each character begins a word or follows the one matched before it: `gur` and `getur` in `getUserReply`. */
function fitsWordStarts(wanted: string, lower: string, name: string): boolean {
  let ends = new Set<number>();
  for (let i = 0; i < name.length; i++) if (beginsWord(name, i) && lower[i] === wanted[0]) ends.add(i);
  for (const character of wanted.slice(1)) {
    const next = new Set<number>();
    const first = Math.min(...ends);
    for (let i = first + 1; i < name.length; i++) {
      if (lower[i] === character && (ends.has(i - 1) || beginsWord(name, i))) next.add(i);
    }
    if (next.size === 0) return false;
    ends = next;
  }
  return ends.size > 0;
}

function beginsWord(name: string, at: number): boolean {
  const here = name[at] ?? '';
  const before = name[at - 1] ?? '_';
  return (
    here !== '_' &&
    (before === '_' ||
      (/\p{Lu}/u.test(here) && !/\p{Lu}/u.test(before)) ||
      (/\d/.test(here) && !/\d/.test(before)))
  );
}
