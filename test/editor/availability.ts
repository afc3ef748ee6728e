// What a test in a real editor needs of the machine. Where something is missing the test is skipped and says why; with
// CI=true it fails instead, since there everything is to be installed.
import process from 'node:process';
import type { Context } from 'mocha';
import { noteDown } from './notes.ts';
import { findChromium, findProgram, unsupportedPlatform } from './setup.mjs';

export type Need = 'vscode' | 'neovim' | 'emacs' | 'terminal';

/** Why the machine lacks something, or undefined when it is there. */
export async function missing(need: Need): Promise<string | undefined> {
  switch (need) {
    case 'vscode':
      return (
        unsupportedPlatform() ??
        ((await findChromium()) === undefined
          ? 'there is no Chromium (Debian: apt-get install chromium fonts-dejavu-core; or set PAT_CHROMIUM)'
          : undefined)
      );
    case 'neovim':
      return (await findProgram('nvim')) === undefined
        ? 'there is no nvim on the PATH (Debian: apt-get install neovim)'
        : undefined;
    case 'emacs':
      return (await findProgram('emacs')) === undefined
        ? 'there is no emacs on the PATH (Debian: apt-get install emacs-nox elpa-eglot)'
        : undefined;
    case 'terminal':
      // Elsewhere it has other options.
      return process.platform !== 'linux' || (await findProgram('script')) === undefined
        ? 'there is no script on the PATH that makes a terminal (Debian: apt-get install bsdutils)'
        : undefined;
    default:
      return need satisfies never;
  }
}

/**
 * Skips the tests of the suite whose `before` hook calls this when the machine lacks something. The reason is noted
 * down.
 * @throws {Error} with the reason when CI=true
 */
export async function requires(context: Context, need: Need): Promise<void> {
  const reason = await missing(need);
  if (reason === undefined) return;
  const title = context.test?.parent?.fullTitle() ?? need;
  if (process.env.CI === 'true') throw new Error(`${title}: ${reason}`);
  noteDown('skipped', `${title}: ${reason}`);
  context.skip();
}
