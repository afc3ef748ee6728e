// Bundles the product into dist/: the command line, the server, the client, the runner of programs, and beside them
// the WebAssembly modules of the parser and, in z3/, Z3. `npm run build`; `--development` leaves names and adds source maps.
import { chmod, copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/**
 * The parser's glue asks when it runs whether there is Node. In a browser there is none, and what it would do then is
 * left out.
 * @type {import('esbuild').Plugin}
 */
const withoutNode = {
  name: 'without-node',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]web-tree-sitter\.js$/ }, async ({ path: file }) => {
      const source = await readFile(file, 'utf8');
      return { contents: source.replaceAll(/\bENVIRONMENT_IS_NODE\b(?! =)/g, 'false') };
    });
  },
};

/** The folders of the languages' grammars, each with its compiled form. */
export async function grammars() {
  const names = await readdir(root);
  return names.filter(name => name.startsWith('tree-sitter-'));
}

/**
 * Builds everything. Rejects with esbuild's errors, which name the place.
 * @param {{ development?: boolean }} [options]
 */
export async function buildAll({ development = false } = {}) {
  const dist = path.join(root, 'dist');
  await mkdir(path.join(dist, 'z3'), { recursive: true });
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
    external: ['vscode'],
  };
  /** @type {import('esbuild').BuildOptions} */
  const forBrowsers = {
    ...common,
    platform: 'browser',
    target: 'es2023',
    format: 'iife',
    // A script that was started from a blob has no place that others could be found from; all that needs files is told.
    define: { ...common.define, 'import.meta.url': '"file:///"', process: 'undefined' },
    minifySyntax: true,
    plugins: [withoutNode],
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
      ...forBrowsers,
      entryPoints: { 'server-worker': 'server/worker.ts', 'runner-worker': 'client/runner-worker.ts' },
      outdir: 'dist',
    }),
    build({
      ...forBrowsers,
      format: 'cjs',
      entryPoints: { 'client-browser': 'client/browser.ts' },
      external: ['vscode'],
      outdir: 'dist',
    }),
    build({
      ...common,
      platform: 'node',
      target: 'node20',
      // What Prettier imports is an ES module.
      format: 'esm',
      entryPoints: { 'prettier-plugin': 'prettier/plugin.ts' },
      outExtension: { '.js': '.mjs' },
      outdir: 'dist',
    }),
    // Z3's typed functions around its WebAssembly module: a file of their own, which is read when Z3 is needed.
    build({
      ...common,
      platform: 'neutral',
      target: 'es2022',
      format: 'esm',
      entryPoints: { 'z3/low-level': 'host/z3-low-level.ts' },
      outExtension: { '.js': '.mjs' },
      outdir: 'dist',
    }),
    // Z3 starts its threads from its own script, which is why that is not bundled.
    ...['z3-built.js', 'z3-built.wasm'].map(name =>
      copyFile(path.join(root, 'node_modules/z3-solver/build', name), path.join(dist, 'z3', name)),
    ),
    copyFile(path.join(root, 'node_modules/z3-solver/LICENSE.txt'), path.join(dist, 'z3', 'LICENSE.txt')),
    copyFile(
      path.join(root, 'node_modules/web-tree-sitter/web-tree-sitter.wasm'),
      path.join(dist, 'web-tree-sitter.wasm'),
    ),
    ...(await grammars()).map(name =>
      copyFile(path.join(root, name, `${name}.wasm`), path.join(dist, `${name}.wasm`)),
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
