// Bundles the product into dist/: the command line, the server, the client, the runner of programs, and beside them
// the WebAssembly modules of the parser. `npm run build`; `--development` leaves names and adds source maps.
import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Builds everything. Rejects with esbuild's errors, which name the place.
 * @param {{ development?: boolean }} [options]
 */
export async function buildAll({ development = false } = {}) {
  const dist = path.join(root, 'dist');
  await mkdir(dist, { recursive: true });
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));

  /** @type {import('esbuild').BuildOptions} */
  const common = {
    absWorkingDir: root,
    bundle: true,
    minify: !development,
    sourcemap: development ? 'linked' : false,
    legalComments: 'none',
    logLevel: 'warning',
    define: { PAT_VERSION: JSON.stringify(version) },
    mainFields: ['module', 'main'],
  };
  /** @type {import('esbuild').BuildOptions} */
  const forNode = {
    ...common,
    platform: 'node',
    target: 'node20',
    // VS Code before 1.100 loads CommonJS only. `import.meta.url` is what the file's own URL is called in there.
    format: 'cjs',
    define: { ...common.define, 'import.meta.url': 'bundleUrl' },
    banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
    external: ['vscode', 'z3-solver'],
  };
  /** @type {import('esbuild').BuildOptions} */
  const forWorkers = {
    ...common,
    platform: 'browser',
    target: 'es2023',
    format: 'iife',
    // The parser's glue asks for these only when it runs in Node.
    external: ['module', 'fs/promises', 'z3-solver'],
    define: { ...common.define, 'import.meta.url': 'self.location.href' },
  };

  await Promise.all([
    build({
      ...forNode,
      entryPoints: { cli: 'cli/main.ts' },
      outdir: 'dist',
      banner: { js: `#!/usr/bin/env node\n${forNode.banner?.js}` },
    }),
    build({
      ...forNode,
      entryPoints: { server: 'server/main.ts', client: 'client/node.ts', runner: 'client/runner.ts' },
      outdir: 'dist',
    }),
    build({
      ...forWorkers,
      entryPoints: { 'server-worker': 'server/worker.ts', 'runner-worker': 'client/runner-worker.ts' },
      outdir: 'dist',
    }),
    copyFile(
      path.join(root, 'node_modules/web-tree-sitter/web-tree-sitter.wasm'),
      path.join(dist, 'web-tree-sitter.wasm'),
    ),
    copyFile(
      path.join(root, 'tree-sitter-pat/tree-sitter-pat.wasm'),
      path.join(dist, 'tree-sitter-pat.wasm'),
    ),
    // The sources are ES modules, the bundles are not.
    writeFile(path.join(dist, 'package.json'), '{ "type": "commonjs" }\n'),
  ]);
  await chmod(path.join(dist, 'cli.js'), 0o755);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await buildAll({ development: process.argv.includes('--development') }).catch(error => {
    // esbuild has printed its own errors with their places.
    if (!('errors' in error)) console.error(error.message);
    process.exitCode = 1;
  });
}
