// Inside the extension host of the real VS Code: the extension as other extensions and the editor itself see it. The
// tests are in host/tests.ts; all of them run there in one go, and each reports here under its own name.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { requires } from './availability.ts';
import { type Editor, startEditor } from './harness.ts';
import { type HostResult, reportHostResult } from './host/results.ts';
import { hostTests } from './host/tests.ts';
import { packagedExtension, projectRoot } from './product.ts';
import { future, makeFolder } from './programs.ts';
import { removeScratch } from './scratch.ts';

describe('in the extension host', function () {
  this.timeout(240_000);
  const results = new Map<string, HostResult>();
  let editor: Editor | undefined;
  let folder: string | undefined;
  let fault: unknown;

  before(async function () {
    await requires(this, 'vscode');
    await packagedExtension();
    const made = await makeFolder({ 'workspace/future.pat': future });
    folder = made;
    const tests = path.join(made, 'tests.cjs');
    await build({
      absWorkingDir: projectRoot,
      entryPoints: ['test/editor/host/run.ts'],
      outfile: tests,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node24',
      external: ['vscode'],
      logLevel: 'warning',
    });
    const file = path.join(made, 'results.jsonl');
    editor = await startEditor({
      automated: true,
      environment: { PAT_HOST_RESULTS: file },
    });
    try {
      const code = await editor.openForTests(path.join(made, 'workspace'), projectRoot, tests, 200_000);
      assert.equal(code, 0, `the tests inside ended with ${code}`);
    } catch (error) {
      // Each test below says what this means for it.
      fault = error;
    }
    for (const line of (await readFile(file, 'utf8').catch(() => '')).split('\n')) {
      if (line === '') continue;
      const result: HostResult = JSON.parse(line);
      results.set(result.name, result);
    }
  });

  after(async () => {
    await editor?.close();
    if (folder !== undefined) await removeScratch(folder);
  });

  for (const { name } of hostTests) {
    it(name, function () {
      const result = results.get(name);
      // All have run before: how long this one took there.
      if (result?.milliseconds !== undefined && this.test)
        this.test.title += ` (${result.milliseconds} ms inside)`;
      reportHostResult(result, () => {
        const why = fault instanceof Error ? fault.message : (fault ?? '');
        return `${why}\n${editor?.log.slice(-30).join('\n') ?? ''}`;
      });
    });
  }
});
