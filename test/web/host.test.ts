// Inside the extension host of a VS Code without Node: the same tests as where there is Node, but for those that need it.
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Plugin } from 'esbuild';
import { hostTests } from '../editor/host/tests.ts';
import { useExtensionHost } from '../editor/inside.ts';
import { future } from '../editor/programs.ts';
import { testedInWeb } from './harness.ts';
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

describe('in the extension host of a browser', () => {
  useExtensionHost({
    names: [...hostTests, ...webTests].filter(test => test.needsNode !== true).map(({ name }) => name),
    files: {
      'future.pat': future,
      'broken.pat': future.replace('f ! Put(42)', 'f ! Putt(42)'),
    },
    bundle: async () => ({
      entryPoints: ['test/web/host/run.ts'],
      platform: 'browser',
      target: 'es2022',
      define: { global: 'globalThis', 'import.meta.url': '"file:///"' },
      // The port of the assertions asks it for its settings.
      banner: { js: 'var process = { env: {} };' },
      plugins: [withoutNode(await prepareWeb())],
    }),
    place: testedInWeb,
  });
});
