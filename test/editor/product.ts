// The product under test: what `npm run package` makes, made once per run of the tests, or handed over in PAT_VSIX.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The folder of the project, absolute. */
export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

let made: Promise<string> | undefined;

/**
 * Builds dist/ and packages the extension, unless PAT_VSIX says that this has been done.
 * @returns the absolute path of the .vsix
 * @throws {Error} with the output of the script when it fails
 */
export function packagedExtension(): Promise<string> {
  made ??= makePackage();
  return made;
}

async function makePackage(): Promise<string> {
  const given = process.env.PAT_VSIX;
  if (given !== undefined) return path.resolve(given);
  const script = path.join(projectRoot, 'scripts', 'package.mjs');
  await promisify(execFile)(process.execPath, [script], { cwd: projectRoot });
  const manifest = await readFile(path.join(projectRoot, 'package.json'), 'utf8');
  const { name, version }: { readonly name: string; readonly version: string } = JSON.parse(manifest);
  return path.join(projectRoot, `${name}-${version}.vsix`);
}

/** The folder that was packaged: what VS Code has once it has unpacked the .vsix. */
export async function stagedExtension(): Promise<string> {
  await packagedExtension();
  return path.join(projectRoot, '.cache', 'vsix');
}

/** `dist/cli.js`, up to date. */
export async function commandLine(): Promise<string> {
  await packagedExtension();
  return path.join(projectRoot, 'dist', 'cli.js');
}
