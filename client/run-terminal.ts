// Running programs in something that looks like a terminal: output as it comes, Ctrl+C, and places that can be clicked.
// It is a pseudoterminal, so that no shell and no process are needed, and programs run where the extension runs.
import * as vscode from 'vscode';
import { languageNames } from '../host/languages.ts';
import { LineIndex } from '../host/positions.ts';
import { section } from '../host/product.ts';
import type { HostMessage, WorkerMessage } from '../host/run-session.ts';
import { descriptions as languages } from '../languages/all.ts';
import type { Span } from '../languages/diagnostic.ts';
import type { Description } from '../languages/language.ts';
import { type RunRemark, showWords } from '../languages/running.ts';
import { readSettings, type SettingValues } from '../languages/settings.ts';
import { type Shown, shown } from '../terminal/shown.ts';
import { colours, reset } from '../terminal/style.ts';
import { OutputPace } from './output-pace.ts';
import { forTerminal } from './terminal-output.ts';

const { error: red, faint, good: green, strong: bold, warning: yellow } = colours;

/** A place where one program runs. */
export interface Runner {
  readonly post: (message: HostMessage) => void;
  /** Ends it at once; nothing is heard of it afterwards. */
  readonly end: () => void;
}
/** Starts a runner. `ended` is called when it stops by itself without having said why. */
export type StartRunner = (hear: (message: WorkerMessage) => void, ended: (why: string) => void) => Runner;

/** What a terminal runs: the text as it is in the editor when the run begins. */
interface Program {
  readonly language: string;
  readonly text: string;
  readonly settings: SettingValues;
  readonly seed: number;
}

/** The terminals of all programs, one for each document. */
export class RunTerminals implements vscode.TerminalLinkProvider<PlaceLink>, vscode.Disposable {
  private readonly startRunner: StartRunner;
  private readonly open = new Map<
    string,
    { readonly terminal: vscode.Terminal; readonly run: RunTerminal }
  >();
  private readonly closing: vscode.Disposable;

  constructor(startRunner: StartRunner) {
    this.startRunner = startRunner;
    this.closing = vscode.window.onDidCloseTerminal(terminal => {
      for (const [key, known] of this.open) {
        if (known.terminal !== terminal) continue;
        this.open.delete(key);
        known.run.close();
      }
    });
  }

  /** Runs a document, by default that of the active editor. Says why when it does not. */
  async run(uri = vscode.window.activeTextEditor?.document.uri): Promise<void> {
    if (!vscode.workspace.isTrusted) {
      const manage = 'Manage Workspace Trust';
      const choice = await vscode.window.showWarningMessage(
        'Programs run only in a workspace that you trust, and this one you do not.',
        manage,
      );
      if (choice === manage) await vscode.commands.executeCommand('workbench.trust.manage');
      return;
    }
    const document = uri === undefined ? undefined : await vscode.workspace.openTextDocument(uri);
    const language = languages.find(({ id }) => id === document?.languageId);
    if (document === undefined || language === undefined) {
      void vscode.window.showInformationMessage(`Open a ${languageNames(languages)} file to run it.`);
      return;
    }
    const key = document.uri.toString();
    const known = this.open.get(key);
    if (known !== undefined) {
      known.terminal.show(true);
      known.run.start();
      return;
    }
    const name = vscode.workspace.asRelativePath(document.uri, false).split('/').at(-1) ?? language.name;
    const run = new RunTerminal(
      shown`${name}`,
      this.startRunner,
      () => programOf(document, language),
      () => this.tellRunning(),
    );
    const terminal = vscode.window.createTerminal({
      name: `${language.name}: ${name}`,
      pty: run,
      iconPath: new vscode.ThemeIcon('play'),
      isTransient: true,
    });
    this.open.set(key, { terminal, run });
    terminal.show(true);
  }

  /** Stops the program in the active terminal; when that is not one of ours, all programs. */
  stop(): void {
    const all = [...this.open.values()];
    const active = all.filter(({ terminal }) => terminal === vscode.window.activeTerminal);
    for (const { run } of active.some(({ run }) => run.isRunning) ? active : all) run.stop();
  }

  provideTerminalLinks({ line, terminal }: vscode.TerminalLinkContext): PlaceLink[] {
    for (const [key, known] of this.open) {
      if (known.terminal === terminal) return placesIn(line, known.run.name, vscode.Uri.parse(key));
    }
    return [];
  }

  async handleTerminalLink({ uri, place }: PlaceLink): Promise<void> {
    await vscode.window.showTextDocument(uri, { selection: new vscode.Range(place, place) });
  }

  dispose(): void {
    this.closing.dispose();
    for (const { terminal, run } of this.open.values()) {
      run.close();
      terminal.dispose();
    }
    this.open.clear();
  }

  private tellRunning(): void {
    const running = [...this.open.values()].some(({ run }) => run.isRunning);
    void vscode.commands.executeCommand('setContext', `${section}.running`, running);
  }
}

/** A place in a program, as text of a terminal that leads there. */
class PlaceLink extends vscode.TerminalLink {
  readonly uri: vscode.Uri;
  readonly place: vscode.Position;
  constructor(start: number, length: number, uri: vscode.Uri, place: vscode.Position) {
    super(start, length, 'Go to this place');
    this.uri = uri;
    this.place = place;
  }
}

/** Where a line says `NAME:LINE:CHARACTER`, both from 1. */
function placesIn(line: string, { text: name }: Shown, uri: vscode.Uri): PlaceLink[] {
  const links: PlaceLink[] = [];
  for (let at = line.indexOf(`${name}:`); at >= 0; at = line.indexOf(`${name}:`, at + 1)) {
    const numbers = /^(\d+):(\d+)/.exec(line.slice(at + name.length + 1));
    if (numbers === null) continue;
    const place = new vscode.Position(Number(numbers[1]) - 1, Math.max(0, Number(numbers[2]) - 1));
    links.push(new PlaceLink(at, name.length + 1 + numbers[0].length, uri, place));
  }
  return links;
}

function programOf(document: vscode.TextDocument, { id, settings }: Description): Program {
  const configuration = (name: string) => vscode.workspace.getConfiguration(name, document.uri);
  const seed = configuration(section).get<number | null>('run.seed') ?? Math.floor(Math.random() * 2 ** 32);
  const own = configuration(id);
  const given = Object.fromEntries(settings.map(({ key }) => [key, own.get(key)]));
  return { language: id, text: document.getText(), settings: readSettings(settings, given), seed };
}

/** One terminal. Runs its program when it opens, and again when it is told to. */
class RunTerminal implements vscode.Pseudoterminal {
  /** As it is shown. */
  readonly name: Shown;
  private readonly writing = new vscode.EventEmitter<string>();
  readonly onDidWrite = this.writing.event;
  private readonly closed = new vscode.EventEmitter<number>();
  readonly onDidClose = this.closed.event;
  private readonly startRunner: StartRunner;
  private readonly program: () => Program;
  private readonly changed: () => void;
  private isOpen = false;
  private current: { readonly runner: Runner; readonly pace: OutputPace } | undefined;

  constructor(name: Shown, startRunner: StartRunner, program: () => Program, changed: () => void) {
    this.name = name;
    this.startRunner = startRunner;
    this.program = program;
    this.changed = changed;
  }

  get isRunning(): boolean {
    return this.current !== undefined;
  }

  open(): void {
    this.isOpen = true;
    this.start();
  }

  close(): void {
    this.isOpen = false;
    this.end();
  }

  /** Runs the program as it is now; one that still runs is stopped. */
  start(): void {
    if (!this.isOpen) return;
    if (this.isRunning) this.stop();
    const program = this.program();
    const { text, seed } = program;
    this.say(shown`${bold(shown`▶ ${this.name}`)} ${faint(`seed ${seed}`)}`);
    // What an earlier runner of this terminal still says is not heard.
    const heard = (act: () => void): void => {
      if (this.current === current) act();
    };
    const runner = this.startRunner(
      message => heard(() => this.hear(message, text)),
      why => heard(() => this.finish(red(why))),
    );
    const pace = new OutputPace(batch => runner.post({ kind: 'acknowledge', batch }));
    const current = { runner, pace };
    this.current = current;
    this.changed();
    runner.post({ kind: 'start', ...program, sleep: 'real' });
  }

  /** Stops the program at once, if one runs. */
  stop(): void {
    if (this.isRunning) this.finish(yellow('stopped'));
  }

  handleInput(data: string): void {
    const interrupts = data.includes('\u0003');
    if (this.isRunning) {
      if (interrupts) this.stop();
    } else if (data === '\r') this.start();
    else if (interrupts || data === '\u0004') this.closed.fire(0);
  }

  private hear(message: WorkerMessage, text: string): void {
    switch (message.kind) {
      case 'checked':
        if (!message.accepted) this.showErrors(message, text);
        return;
      case 'output':
        this.write(...message.lines.map(forTerminal));
        this.current?.pace.shown(message.batch);
        return;
      case 'finished': {
        const { report } = message;
        const { steps, processes, result } = report;
        if (result !== undefined) this.say(shown`Result: ${result}`);
        this.showRemarks(report.remarks, text);
        const totals = `steps: ${steps}, processes: ${processes}`;
        if (report.clean) this.finish(shown`${green('finished')} ${faint(totals)}`);
        else this.finish(red(report.failed ? 'ended with an error' : 'ended with something left over'));
        return;
      }
      case 'refused':
        this.finish(yellow(message.reason));
        return;
      case 'stopped':
        this.finish(yellow('stopped'));
        return;
      case 'broken':
        this.finish(red(message.message));
        return;
      default:
        message satisfies never;
    }
  }

  private showErrors({ diagnostics }: Extract<WorkerMessage, { kind: 'checked' }>, text: string): void {
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    this.showRemarks(
      errors.map(({ code, span, message }) => ({ code, span, words: [message], notes: [] })),
      text,
    );
    this.finish(red('not run, since it has errors'));
  }

  /** Each begins with its place and the file's name, so that it can be clicked. */
  private showRemarks(remarks: readonly RunRemark[], text: string): void {
    const lines = new LineIndex(text);
    const at = ({ start }: Span): string => {
      const { line, character } = lines.positionAt(start);
      return `${line + 1}:${character + 1}`;
    };
    const head = (span: Span | undefined): Shown =>
      span === undefined ? shown`` : shown`${bold(shown`${this.name}:${at(span)}`)}: `;
    for (const { code, span, words, notes } of remarks) {
      const error = code === undefined ? shown`` : shown`${red(`error ${code}`)}: `;
      this.say(shown`${head(span)}${error}${showWords(words, at)}`);
      for (const note of notes) this.say(shown`  ${head(note.span)}${showWords(note.words, at)}`);
    }
  }

  private finish(last: Shown): void {
    this.end();
    this.say(shown`${last} ${faint('— Enter runs it again')}`);
    this.say(shown``);
  }

  private end(): void {
    const { current } = this;
    this.current = undefined;
    current?.pace.dispose();
    current?.runner.end();
    this.changed();
  }

  /** A line of ours: without the colours that a program has left switched on. */
  private say(line: Shown): void {
    this.write(shown`${reset}${line}`);
  }

  private write(...lines: readonly Shown[]): void {
    this.writing.fire(lines.map(({ text }) => `${text.replace(/\r?\n/g, '\r\n')}\r\n`).join(''));
  }
}
