// Chromium, one for all editor tests of a process, and pages of VS Code in it. Every process that the tests start carries
// a mark in its environment, by which it is found and ended: nothing is left running, whatever way a run ends.
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { makeScratch } from './scratch.ts';
import { findChromium } from './setup.mjs';
import { shared } from './shared.ts';

const mark = randomUUID();

/** Belongs into the environment of every process. */
export const marked = { PAT_EDITOR_RUN: mark };

/** The ids of the processes whose environment holds the mark. */
function markedProcesses(): number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(pid => {
      try {
        return (
          pid !== process.pid &&
          readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`PAT_EDITOR_RUN=${mark}`)
        );
      } catch {
        return false;
      }
    });
}

/** Kills what carries the mark, and only that, by process id. Synchronous, for use while this process exits. */
export function endProcesses(): void {
  for (const pid of markedProcesses()) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Ended meanwhile.
    }
  }
}

let watchesExit = false;

/** Makes sure that an interrupted run takes along what carries the mark: to be called before anything is started. */
export function endProcessesAtExit(): void {
  if (watchesExit) return;
  watchesExit = true;
  // Before the folders are removed in which they write.
  process.prependListener('exit', endProcesses);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => process.exit(1));
  }
}

/** What the servers and the pages have said so far, oldest first. */
export const log: string[] = [];

/**
 * What VS Code says over and over: that native and other modules are missing, which are not built here and not needed, what
 * goes well, and how it is made.
 */
const idle =
  /spdlog|native-watchdog|vsda|status of 404|^\[page log\]|from gallery|workbench contribution|same-origin (?:iframe|for)/;

/** Adds a message to the log, with the first lines of its stack only. */
export function note(message: string): void {
  if (idle.test(message)) return;
  log.push(message.split('\n').slice(0, 3).join('\n').trimEnd());
}

/** @throws {Error} when there is no Chromium */
const browser = shared(async (gone): Promise<Browser> => {
  const executablePath = await findChromium();
  if (executablePath === undefined) throw new Error('no Chromium was found (set PAT_CHROMIUM to one)');
  endProcessesAtExit();
  const home = await makeScratch('pat-chromium-');
  const launched = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
    env: { PATH: process.env.PATH ?? '', HOME: home, TMPDIR: home, ...marked },
  });
  launched.once('disconnected', gone);
  return launched;
});

/** What VS Code is told by who embeds it in a page, as far as the tests say it. */
export interface WorkbenchOptions {
  readonly configurationDefaults: Readonly<Record<string, unknown>>;
  readonly enableWorkspaceTrust?: boolean;
  readonly developmentOptions?: Readonly<Record<string, unknown>>;
}

/** Where a folder can be opened in VS Code. */
export interface Place {
  readonly url: string;
  /** Beside what the server says in its page: it has no options for this. */
  readonly options: WorkbenchOptions;
  /** Whether the page is cross-origin isolated, so that workers may share memory. Default false. */
  readonly isolated?: boolean;
}

/** Makes a page for a place, which knows nothing of other pages, and whose messages go to the log. */
export async function makePage({ url, options, isolated }: Place): Promise<Page> {
  const context = await (await browser()).newContext({
    viewport: { width: 1280, height: 800 },
    // Nothing is to be waited for that only moves.
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('console', message => note(`[page ${message.type()}] ${message.text()}`));
  page.on('pageerror', error => note(`[page error] ${error.message}`));
  await page.addInitScript(added => {
    // The page says them before its scripts run, which read them there.
    new MutationObserver((_, observer) => {
      const said = document.querySelector('#vscode-workbench-web-configuration');
      if (said === null) return;
      observer.disconnect();
      const given = JSON.parse(said.getAttribute('data-settings') ?? '');
      const developmentOptions = { ...given.developmentOptions, ...added.developmentOptions };
      said.setAttribute('data-settings', JSON.stringify({ ...given, ...added, developmentOptions }));
    }).observe(document, { childList: true, subtree: true });
  }, options);
  if (isolated === true) {
    await page.route(
      at => at.href === url,
      async route => {
        const response = await route.fetch();
        const isolating = {
          'Cross-Origin-Opener-Policy': 'same-origin',
          'Cross-Origin-Embedder-Policy': 'require-corp',
        };
        await route.fulfill({ response, headers: { ...response.headers(), ...isolating } });
      },
    );
  }
  return page;
}
