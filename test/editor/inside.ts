// Tests inside an extension host, seen from outside. All run there in one go, in a window of their own, and each reports here
// under its own name. What failed there, or was not reached, is run once more in a fresh window.
import assert from 'node:assert/strict';
import path from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { requires } from './availability.ts';
import { log, makePage, note, type Place } from './browser.ts';
import { type HostResult, hearResult } from './host/results.ts';
import { projectRoot } from './product.ts';
import { makeFolder } from './programs.ts';
import './root-hooks.ts';
import { removeScratch } from './scratch.ts';
import { shared } from './shared.ts';

/** Milliseconds after which the tests inside count as hung. */
const deadline = 200_000;

export interface Inside {
  /** The names of the tests. */
  readonly names: readonly string[];
  /** The script with the tests, which exports `run(): Promise<void>`; how it is bundled. */
  readonly bundle: () => BuildOptions | Promise<BuildOptions>;
  /** Texts by their path in the folder that is open. */
  readonly files: Readonly<Record<string, string>>;
  /** A window in whose extension host the script runs. */
  readonly place: (folder: string, script: string) => Promise<Place>;
}

/** What came out inside, and what went wrong with the whole. */
interface Outcome {
  readonly results: ReadonlyMap<string, HostResult>;
  readonly fault: unknown;
}

async function runInside(names: readonly string[], { bundle, files, place }: Inside): Promise<Outcome> {
  const results = new Map<string, HostResult>();
  const workspace = await makeFolder(files);
  const scripts = await makeFolder({});
  let fault: unknown;
  try {
    const script = path.join(scripts, 'tests.js');
    const options = await bundle();
    await build({
      absWorkingDir: projectRoot,
      bundle: true,
      format: 'cjs',
      external: ['vscode'],
      logLevel: 'warning',
      outfile: script,
      ...options,
      define: { ...options.define, PAT_HOST_TESTS: JSON.stringify(names) },
    });
    const hear = (line: string): void => {
      const result = hearResult(line);
      if (result !== undefined) results.set(result.name, result);
    };
    const code = await exitCode(await place(workspace, script), hear);
    assert.equal(code, 0, `the tests inside ended with ${code}`);
  } catch (error) {
    fault = error;
  } finally {
    await removeScratch(scripts);
    await removeScratch(workspace);
  }
  return { results, fault };
}

/** Opens a window, gives each line that its extension host prints to `hear`, and waits until the tests in there are done. */
async function exitCode(place: Place, hear: (line: string) => void): Promise<number> {
  const page = await makePage(place);
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise<number>((resolve, reject) => {
      timer = setTimeout(
        () => reject(new Error(`the tests inside the extension host were not done after ${deadline} ms`)),
        deadline,
      );
      const open = async (): Promise<void> => {
        await page.exposeFunction('codeAutomationExit', resolve);
        await page.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) => {
          const line = args.join(' ');
          note(`[host ${type}] ${line}`);
          hear(line);
        });
        await page.goto(place.url);
      };
      open().catch(reject);
    });
  } finally {
    clearTimeout(timer);
    await page.context().close();
  }
}

/** Registers the tests of the suite that calls it. What the machine lacks for it skips the suite. */
export function useExtensionHost(inside: Inside): void {
  let first: Outcome;
  const second = shared(() =>
    runInside(
      inside.names.filter(name => first.results.get(name)?.state !== 'passed'),
      inside,
    ),
  );
  const reported = new Set<string>();

  before(async function () {
    await requires(this, 'vscode');
    first = await runInside(inside.names, inside);
  });

  for (const name of inside.names) {
    it(name, async function () {
      this.retries(1);
      const { results, fault } = reported.has(name) ? await second() : first;
      reported.add(name);
      const result = results.get(name);
      if (result?.state === 'passed') {
        // All have run before: how long this one took there.
        if (this.test) this.test.title += ` (${result.milliseconds} ms inside)`;
        return;
      }
      if (result?.state === 'failed') throw new Error(result.fault);
      const how = result === undefined ? 'was not reached' : 'was begun but did not end';
      const why = fault instanceof Error ? fault.message : (fault ?? '');
      throw new Error(`The test ${how}. ${why}\n${log.slice(-30).join('\n')}`);
    });
  }
}
