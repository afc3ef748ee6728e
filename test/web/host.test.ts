// Inside the extension host of a VS Code without Node: the same tests as where there is Node, but for those that need it.
// All run there in one go, and each reports here under its own name.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { requires } from '../editor/availability.ts';
import { type HostResult, reportHostResult } from '../editor/host/results.ts';
import { hostTests } from '../editor/host/tests.ts';
import { projectRoot } from '../editor/product.ts';
import { future, makeFolder } from '../editor/programs.ts';
import { removeScratch } from '../editor/scratch.ts';
import { startWeb, type WebEditor } from './harness.ts';
import { resultMark } from './host/mark.ts';
import { webTests } from './host/tests.ts';
import { prepareWeb } from './setup.mjs';

/**
 * Assertions come from npm's port of Node's; Node's other modules are there to be imported, and fail when they are used.
 * @param packages the folder in whose node_modules the port is
 */
function withoutNode(packages: string): Plugin {
  const port = createRequire(path.join(packages, 'package.json'));
  return {
    name: 'without-node',
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /^node:assert\/strict$/ }, () => ({ path: 'strict', namespace: 'assert' }));
      onLoad({ filter: /.*/, namespace: 'assert' }, () => ({
        contents: `module.exports = require(${JSON.stringify(port.resolve('assert/'))}).strict;`,
        resolveDir: packages,
      }));
      // The port asks for another port by a name that is also a module of Node.
      onResolve({ filter: /^util\/?$/ }, () => ({ path: port.resolve('util/') }));
      onResolve({ filter: /^node:/ }, ({ path: name }) => ({ path: name, namespace: 'absent' }));
      onLoad({ filter: /.*/, namespace: 'absent' }, ({ path: name }) => ({
        contents: `module.exports = new Proxy({}, { get: (_, key) => { if (key !== '__esModule' && key !== 'default')
          return () => { throw new Error('there is no ${name} in a browser'); } } });`,
      }));
    },
  };
}

describe('in the extension host of a browser', function () {
  this.timeout(240_000);
  const results = new Map<string, HostResult>();
  let editor: WebEditor | undefined;
  let folder: string | undefined;
  let fault: unknown;

  before(async function () {
    await requires(this, 'vscode');
    folder = await makeFolder({
      'workspace/future.pat': future,
      'workspace/broken.pat': future.replace('f ! Put(42)', 'f ! Putt(42)'),
    });
    const tests = path.join(folder, 'tests.js');
    await build({
      absWorkingDir: projectRoot,
      entryPoints: ['test/web/host/run.ts'],
      outfile: tests,
      bundle: true,
      platform: 'browser',
      format: 'cjs',
      target: 'es2022',
      external: ['vscode'],
      define: { global: 'globalThis', 'import.meta.url': '"file:///"' },
      // The port of the assertions asks it for its settings.
      banner: { js: 'var process = { env: {} };' },
      plugins: [withoutNode(await prepareWeb())],
      logLevel: 'warning',
    });
    editor = await startWeb({ folder: path.join(folder, 'workspace'), tests });
    const hear = (line: string): void => {
      const at = line.indexOf(resultMark);
      if (at < 0) return;
      const result: HostResult = JSON.parse(line.slice(at + resultMark.length));
      results.set(result.name, result);
    };
    try {
      assert.equal(await editor.openForTests(hear, 200_000), 0);
    } catch (error) {
      // Each test below says what this means for it.
      fault = error;
    }
  });

  after(async () => {
    await editor?.close();
    if (folder !== undefined) await removeScratch(folder);
  });

  for (const { name, needsNode } of [...hostTests, ...webTests]) {
    if (needsNode === true) continue;
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
