// `npm run package`: builds, and makes the .vsix that VS Code installs. It is put together in a folder of its own, so
// that exactly what is listed here goes in, and the manifest says nothing about how the project is built.
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { prepare, root, run } from './prepare.mjs';

const contents = [
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'docs/editor.png',
  'docs/errors.md',
  'docs/differences.md',
  'docs/running.md',
  'syntaxes',
  'dist/client.js',
  'dist/server.js',
  'dist/runner.js',
  'dist/client-browser.js',
  'dist/server-worker.js',
  'dist/runner-worker.js',
  'dist/web-tree-sitter.wasm',
  'dist/z3',
];

prepare();
const { buildAll, grammars } = await import('./build.mjs');
try {
  await buildAll();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

const staging = path.join(root, '.cache', 'vsix');
rmSync(staging, { recursive: true, force: true });
for (const item of [...contents, ...(await grammars()).map(name => `dist/${name}.wasm`)]) {
  const to = path.join(staging, item);
  mkdirSync(path.dirname(to), { recursive: true });
  cpSync(path.join(root, item), to, { recursive: true });
}
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
// Without `type` the bundles are CommonJS, which every version of VS Code loads.
for (const key of [
  'type',
  'private',
  'workspaces',
  'bin',
  'exports',
  'scripts',
  'devDependencies',
  'optionalDependencies',
]) {
  delete manifest[key];
}
manifest.engines = { vscode: manifest.engines.vscode };
writeFileSync(path.join(staging, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);

// The folder holds nothing that is to be left out.
writeFileSync(path.join(staging, '.vscodeignore'), '');

const vsix = path.join(root, `${manifest.name}-${manifest.version}.vsix`);
rmSync(vsix, { force: true });
const vsce = path.join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
const code = run(
  process.execPath,
  [
    vsce,
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    vsix,
  ],
  { ...process.env, VSCE_QUIET: '1' },
  staging,
);
if (code !== 0) process.exit(code);
console.log(`${path.relative(process.cwd(), vsix)}: ${(statSync(vsix).size / 1024 / 1024).toFixed(2)} MB`);
