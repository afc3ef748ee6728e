// Z3 for a Node process, from the files in z3/ beside the bundle. Nothing of it is read before it is asked for.
import type { LoadZ3 } from '../languages/solver.ts';
import type * as LowLevel from './z3-low-level.ts';

/** Loads Z3 from a folder (a `file:` URL that ends in `/`). Rejects when a file is missing. */
export function loadZ3From(folder: URL): LoadZ3 {
  return async () => {
    const [glue, lowLevel]: [{ readonly default: unknown }, typeof LowLevel] = await Promise.all([
      import(new URL('z3/z3-built.js', folder).href),
      import(new URL('z3/low-level.mjs', folder).href),
    ]);
    return { init: overrides => lowLevel.init(glue.default, overrides) };
  };
}
