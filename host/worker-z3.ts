// Z3 for a web worker whose page is cross-origin isolated: its threads share memory, which a browser grants to no other.
// VS Code starts the server's worker from a blob, and the extension's files may be of another origin, from which no worker
// starts: scripts are fetched and made blobs of this origin.
import type { LoadZ3 } from '../languages/solver.ts';
import type * as LowLevel from './z3-low-level.ts';

declare const self: DedicatedWorkerGlobalScope & { readonly initZ3?: unknown };

/**
 * Loads Z3 from a folder (a URL that ends in `/`), which is asked for when Z3 is. Rejects when a file cannot be fetched.
 * The module itself is fetched each time that Z3 starts, from the browser's cache; kept, it would hold 35 MB.
 */
export function fetchZ3(folder: () => string): LoadZ3 {
  let loaded: ReturnType<LoadZ3> | undefined;
  return () => {
    loaded ??= load(folder());
    return loaded;
  };
}

async function load(folder: string): ReturnType<LoadZ3> {
  const [glue, lowLevel] = await Promise.all([
    fetchScript(new URL('z3/z3-built.js', folder)),
    fetchScript(new URL('z3/low-level.mjs', folder)),
  ]);
  // A script as for a page: it leaves its function in a global variable. Each thread starts from it too.
  self.importScripts(glue);
  const { init }: typeof LowLevel = await import(lowLevel);
  URL.revokeObjectURL(lowLevel);
  return {
    init: overrides =>
      init(self.initZ3, {
        ...overrides,
        mainScriptUrlOrBlob: glue,
        locateFile: (name: string) => new URL(`z3/${name}`, folder).href,
      }),
  };
}

/** The URL of a blob of this origin with the script. */
async function fetchScript(url: URL): Promise<string> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url.href} could not be loaded: ${answer.status} ${answer.statusText}`);
  return URL.createObjectURL(new Blob([await answer.arrayBuffer()], { type: 'text/javascript' }));
}
