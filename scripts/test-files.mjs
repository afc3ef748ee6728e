// The files with tests: where they are, which of them need what `npm run build` makes, and in which order they are run.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './prepare.mjs';

/** @param {string} folder relative to the root @returns {string[]} */
function filesBelow(folder) {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap(entry => {
    const name = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return /^(?:\..*|node_modules|dist)$/.test(entry.name) ? [] : filesBelow(name);
    return name.endsWith('.test.ts') ? [name] : [];
  });
}

/**
 * The test files that patterns stand for, relative to the root: a pattern is a path of a file or a folder, or a glob.
 * @param {readonly string[]} patterns none: all files
 * @throws {Error} when there is none for a pattern
 */
export async function testFiles(patterns) {
  const all = filesBelow('.');
  if (patterns.length === 0) return all;
  const { minimatch } = await import('minimatch');
  const chosen = patterns.flatMap(pattern => {
    const name = path.relative(root, path.resolve(root, pattern)).replaceAll(path.sep, '/');
    const found = all.filter(file => file === name || file.startsWith(`${name}/`) || minimatch(file, name));
    if (found.length === 0) throw new Error(`There is no test file “${pattern}”.`);
    return found;
  });
  return [...new Set(chosen)];
}

/** Whether a file has tests in real editors. @param {string} file */
export function isForEditors(file) {
  return /^test\/(?:editor|web)\//.test(file);
}

/**
 * Whether some of the files need the bundles: one of them, or of what the tests import from each other, says where they are.
 * @param {readonly string[]} files
 */
export async function needBundles(files) {
  const { build } = await import('esbuild');
  try {
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: [...files],
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      write: false,
      outdir: 'nowhere',
      metafile: true,
      logLevel: 'silent',
    });
    return Object.keys(metafile.inputs)
      .filter(name => /(?:^|\/)test\//.test(name))
      .some(name => /\bdist\b/.test(readFileSync(path.join(root, name), 'utf8')));
  } catch {
    // What is wrong with a file is said when it is run.
    return true;
  }
}

const record = path.join(root, '.cache', 'test-durations.json');

/** @returns {Record<string, number>} milliseconds by file, of the last time that each was run */
function durations() {
  try {
    return JSON.parse(readFileSync(record, 'utf8'));
  } catch {
    return {};
  }
}

/**
 * The files that took longest first, so that none of them is begun when all others are done; before them those of which
 * nothing is known.
 * @param {readonly string[]} files
 */
export function longestFirst(files) {
  const known = durations();
  const of = /** @param {string} file */ file => known[file] ?? Number.MAX_SAFE_INTEGER;
  return [...files].sort((left, right) => of(right) - of(left));
}

/** @param {Readonly<Record<string, number>>} measured milliseconds by file */
export function keepDurations(measured) {
  mkdirSync(path.dirname(record), { recursive: true });
  writeFileSync(record, `${JSON.stringify({ ...durations(), ...measured }, undefined, 2)}\n`);
}
