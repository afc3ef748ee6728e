// Chromium for the editor tests, and the mark that every process carries in its environment, by which it is found and
// ended: nothing is left running, whatever way a test ends.
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The marks of what may have processes. */
const marks = new Set<string>();

/** The ids of the processes whose environment holds the mark. */
function markedProcesses(mark: string): number[] {
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
export function endProcesses(mark: string): void {
  for (const pid of markedProcesses(mark)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Ended meanwhile.
    }
  }
  marks.delete(mark);
}

let watchesExit = false;

/**
 * Makes a mark, to be put as PAT_EDITOR_RUN into the environment of every process, and sure that an interrupted test run
 * takes what carries it along.
 */
export function makeMark(): string {
  const mark = randomUUID();
  marks.add(mark);
  if (!watchesExit) {
    watchesExit = true;
    process.on('exit', () => [...marks].forEach(endProcesses));
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => process.exit(1));
    }
  }
  return mark;
}

/** Starts Chromium. @param env gives it its home and its temporary folder */
export function launchChromium(
  executablePath: string,
  mark: string,
  env: NodeJS.ProcessEnv,
): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: chromiumFlags,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: env.HOME ?? '',
      TMPDIR: env.TMPDIR ?? '',
      PAT_EDITOR_RUN: mark,
    },
  });
}

/**
 * Adds a message to a log, with the first lines of its stack only. Left out is what VS Code says over and over: that
 * native modules are missing, which are not built here and not needed, and what goes well.
 */
export function note(log: string[], message: string): void {
  if (/spdlog|native-watchdog|^\[page log\]|from gallery/.test(message)) return;
  log.push(message.split('\n').slice(0, 3).join('\n').trimEnd());
}

/** Opens a page whose messages go to the log. */
export async function newPage(browser: Browser, log: string[]): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('console', message => note(log, `[page ${message.type()}] ${message.text()}`));
  page.on('pageerror', error => note(log, `[page error] ${error.message}`));
  return page;
}
