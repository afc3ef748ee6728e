// Globs of VS Code's `files.exclude`: `**` for any folders, `*`, `?`, `[…]` and `{a,b}`. The braces are minimatch's, with a
// bound. What they expand to is compared here: no regular expression of several `*` is linear, and both the patterns and
// the names may come from a stranger.
import { braceExpand } from 'minimatch';

/** No one writes longer globs, */
const longest = 1000;
/** nor braces that stand for more of them. */
const mostExpanded = 100;

/** Says of a path whether it matches. */
export type Glob = (path: string) => boolean;

/** Why a glob is not used: a part of a sentence. */
export interface GlobRefusal {
  readonly reason: string;
}

export function compileGlob(glob: string): Glob | GlobRefusal {
  if (glob.length > longest) return { reason: `it has more than ${longest} characters` };
  const expanded = braceExpand(glob, { braceExpandMax: mostExpanded + 1 });
  if (expanded.length > mostExpanded)
    return { reason: `its braces stand for more than ${mostExpanded} patterns` };
  const patterns = expanded.map(one => one.split(/\/+/).map(segmentOf));
  return path => {
    const names = path.split('/');
    return patterns.some(pattern => matches(pattern, names, (segment, name) => segment(name)));
  };
}

const any = Symbol('any number');

/** What stands between two slashes. */
function segmentOf(segment: string): typeof any | Glob {
  if (segment === '**') return any;
  const characters = charactersOf(segment);
  return name => name !== '' && matches(characters, [...name], (holds, character) => holds(character));
}

type Character = (character: string) => boolean;

const set = /\[([!^]?)(\]?[^\]]*)\]/y;

function charactersOf(segment: string): (typeof any | Character)[] {
  const out: (typeof any | Character)[] = [];
  for (let i = 0; i < segment.length; ) {
    set.lastIndex = i;
    const found = segment[i] === '[' ? set.exec(segment) : null;
    const escaped = segment[i] === '\\' && i + 1 < segment.length;
    const written = String.fromCodePoint(segment.codePointAt(escaped ? i + 1 : i) ?? 0);
    if (found !== null) out.push(oneOf(found[2] ?? '', found[1] !== ''));
    else if (!escaped && written === '*') out.push(any);
    else if (!escaped && written === '?') out.push(() => true);
    else out.push(character => character === written);
    i += found?.[0].length ?? written.length + (escaped ? 1 : 0);
  }
  return out;
}

/** `a-z_`: the characters between two, and others. */
function oneOf(written: string, negated: boolean): Character {
  const ranges = [...written.matchAll(/(.)(?:-(.))?/gsu)].map(([, from = '', to = from]) => ({ from, to }));
  return character => ranges.some(({ from, to }) => from <= character && character <= to) !== negated;
}

/**
 * Whether a pattern is all of the items. What stands behind an `any` is looked for as early as possible, so that only the
 * last one is ever gone back to: there are at most as many comparisons as the pattern times the items.
 */
function matches<P extends object, T>(
  pattern: readonly (typeof any | P)[],
  items: readonly T[],
  fits: (one: P, item: T) => boolean,
): boolean {
  let at = 0;
  let behindLast: number | undefined;
  let from = 0;
  for (let i = 0; i < items.length; ) {
    const one = pattern[at];
    const item = items[i];
    if (one === any) {
      behindLast = ++at;
      from = i;
    } else if (one !== undefined && item !== undefined && fits(one, item)) {
      at++;
      i++;
    } else if (behindLast !== undefined) {
      at = behindLast;
      i = ++from;
    } else return false;
  }
  while (pattern[at] === any) at++;
  return at === pattern.length;
}
