// `dist/cli.js`: the command line. Exit code 0: accepted; 1: an error in a program, or while it ran; 2: wrong usage, or a
// file that cannot be read.
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { reasonOf } from '../host/file-fault.ts';
import { languageNames, union } from '../host/languages.ts';
import { LastResort } from '../host/last-resort.ts';
import { loadLanguageFrom } from '../host/node-language.ts';
import { loadZ3From } from '../host/node-z3.ts';
import { version } from '../host/version.ts';
import { languages } from '../languages/all.ts';
import type { Language, Parser } from '../languages/language.ts';
import { flagOf, type Setting } from '../languages/settings.ts';
import { serveProcess } from '../server/node.ts';
import { escaped } from '../terminal/escape.ts';
import { joined, Shown, shown } from '../terminal/shown.ts';
import { check } from './check.ts';
import { command as name } from './command.ts';
import { explain } from './explain.ts';
import { format } from './format.ts';
import { Choice } from './languages.ts';
import { placesOf } from './place.ts';
import { run } from './run.ts';
import { streams, type Terminal } from './terminal.ts';

const folder = new URL('.', import.meta.url);
const lastResort = new LastResort(loadZ3From(folder));

const loaded = new Map<Language, Promise<Parser>>();
const terminal: Terminal = {
  load: language => {
    const loading = loaded.get(language) ?? loadLanguageFrom(folder, language);
    loaded.set(language, loading);
    return loading;
  },
  askOf: lastResort.askOf,
  ...streams,
};

/** How long to wait for what was written to leave when a signal ended the run, in milliseconds: nobody may be reading. */
const patience = 200;

/** Ends once everything written has left: a pipe may still hold some of it. */
async function leave(code: number): Promise<never> {
  await lastResort.close();
  const flush = (stream: NodeJS.WriteStream): Promise<void> =>
    new Promise(resolve => (stream.writableEnded ? resolve() : stream.write('', () => resolve())));
  const flushed = Promise.all([flush(process.stdout), flush(process.stderr)]);
  await (code > 128 ? Promise.race([flushed, setTimeout(patience)]) : flushed);
  process.exit(code);
}

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever reads our output may stop reading (`pat check … | head`): that is no error of ours.
    if (error.code === 'EPIPE') process.exit(0);
    if (stream === process.stdout) {
      terminal.err(shown`error: the output cannot be written: ${reasonOf(error)}\n`);
    }
    process.exit(2);
  });
}

interface LanguageFlag {
  readonly language: string;
}

/** What the flags say about languages; the settings among them go by their keys. */
function choiceOf(flags: LanguageFlag): Choice {
  const otherwise = languages.find(({ id }) => id === flags.language);
  if (otherwise === undefined) throw new Error(`there is no language ${flags.language}`);
  return new Choice(languages, otherwise, flags);
}

/** What the names of programs end in. */
const endings = union(languages.map(({ extensions }) => extensions)).join(' or ');

function withLanguage(command: Command): Command {
  const ids = languages.map(({ id }) => id);
  const option = new Option(
    '--language <id>',
    'of standard input, and of files whose names do not say theirs',
  );
  return command.addOption(option.choices(ids).default(ids[0]));
}

/** With a flag for each setting of each language; languages share those of one name. */
function withSettings(command: Command): Command {
  const byFlag = new Map(languages.flatMap(({ settings }) => settings.map(s => [flagOf(s), s] as const)));
  for (const [flag, setting] of byFlag) command.addOption(settingOption(flag, setting));
  return withLanguage(command);
}

function settingOption(flag: string, setting: Setting): Option {
  const option = new Option(flag, setting.short).default(setting.default);
  return setting.kind === 'choice' ? option.choices(setting.choices.map(({ value }) => value)) : option;
}

function seedOf(text: string): number {
  const seed = Number(text);
  if (!/^[0-9]+$/.test(text) || !Number.isSafeInteger(seed) || seed > 0xffff_ffff) {
    throw new InvalidArgumentError('A seed is a whole number from 0 to 4294967295.');
  }
  return seed;
}

function megabytesOf(text: string): number {
  const megabytes = Number(text);
  if (!/^[0-9]+$/.test(text) || megabytes < 1) throw new InvalidArgumentError('It is a number of megabytes.');
  return megabytes;
}

/** What commander says quotes arguments as they are; all else in it is ours. */
function withoutRawArguments(text: string): Shown {
  const pieces = process.argv.slice(2).flatMap(argument => [argument, ...argument.split('=')]);
  const raw = pieces
    .filter(piece => /\S/.test(piece) && escaped(piece) !== piece)
    .sort((a, b) => b.length - a.length);
  const safe = raw.reduce((line, piece) => line.replaceAll(piece, () => escaped(piece)), text);
  return Shown.trusted(safe.split('\n').map(escaped).join('\n'));
}

const program = new Command(name)
  .configureOutput({
    writeOut: text => terminal.out(Shown.trusted(text)),
    writeErr: text => terminal.err(withoutRawArguments(text)),
  })
  .description(
    `Checks and runs programs in ${languageNames(languages)}, whose types say which messages may come where.`,
  )
  .version(version, '--version', 'print the version')
  .helpOption('-h, --help', 'print this help')
  .helpCommand(false)
  .addHelpText(
    'after',
    `
Exit code: 0 accepted or formatted, 1 an error in a program or while it ran, or a file that fmt --check would
change, 2 wrong usage, a file that cannot be read or written, or a folder without programs; 128 and the
number of a signal that ended it, such as 130 after Ctrl+C.

Examples:
  ${name} check examples/future.pat
  ${name} check examples
  ${name} run examples/tour.pat --seed 7
  ${name} fmt --check examples
  ${name} explain pat-E401
  cat x.pat | ${name} check --json -`,
  )
  .exitOverride();

withSettings(
  program
    .command('check')
    .description('check programs and show what is wrong, with the place')
    .argument('[place...]', `files, and folders with all their ${endings} files; - is standard input`, ['.']),
)
  .option('--json', 'print one JSON object for each file, on a line of its own', false)
  .option('--verbose', 'also say how much there was to check', false)
  .action(async (files: string[], flags: LanguageFlag & { json: boolean; verbose: boolean }) => {
    const { json, verbose } = flags;
    const request = { places: placesOf(files), choice: choiceOf(flags), json, verbose };
    await leave(await check(request, terminal));
  });

withSettings(
  program
    .command('run')
    .description('check a program and, when it has no errors, run it')
    .argument('<file>', 'the file to run; - is standard input'),
)
  .option('--seed <number>', 'make the same choices as every run with this seed', seedOf)
  .option('--memory <megabytes>', 'let the program have so much memory and not more', megabytesOf)
  .action(async (file: string, flags: LanguageFlag & { seed?: number; memory?: number }) => {
    const [place = file] = placesOf([file]);
    const { seed, memory } = flags;
    await leave(await run({ place, choice: choiceOf(flags), seed, memory }, terminal));
  });

withLanguage(program.command('fmt'))
  .description('format programs in place, in the one style of the language')
  .argument('[place...]', `files, and folders with all their ${endings} files; - is standard input`, ['.'])
  .option('--check', 'change nothing, list what is not formatted, and end with 1 if there is any', false)
  .option('--json', 'print one JSON object for each file, on a line of its own', false)
  .action(async (files: string[], flags: LanguageFlag & { check: boolean; json: boolean }) => {
    const { check, json } = flags;
    const request = { places: placesOf(files), choice: choiceOf(flags), check, json };
    await leave(await format(request, terminal));
  })
  .addHelpText(
    'after',
    `
A file is rewritten in place: its links, owner and mode stay. While that goes on, what it held before is kept
in a second file, in $XDG_STATE_HOME/pat (by default ~/.local/state/pat) or a folder for temporary files. When
fmt is killed meanwhile, the next fmt puts it back; when the disk is full, nothing is changed.`,
  );

program
  .command('explain')
  .description('say what the code of a diagnostic means, with examples; without a code, list all')
  .argument('[code]', 'such as pat-E401')
  .action(async (code?: string) => leave(explain(code, languages, terminal)));

program
  .command('serve')
  .description('serve an editor: the Language Server Protocol')
  .addOption(new Option('--stdio', 'talk over standard input and output').conflicts('nodeIpc'))
  .addOption(new Option('--node-ipc', 'talk over the channel to the Node process that started this one'))
  // Editors that start servers add this one.
  .addOption(new Option('--clientProcessId <pid>').hideHelp())
  .action(({ stdio, nodeIpc }: { stdio?: boolean; nodeIpc?: boolean }, command: Command) => {
    if (!stdio && !nodeIpc) {
      command.error(`error: say how to talk to the editor: ${name} serve --stdio`, { exitCode: 2 });
    }
    if (nodeIpc && process.send === undefined) {
      command.error('error: --node-ipc needs a Node process that started this one with a channel', {
        exitCode: 2,
      });
    }
    serveProcess(folder, languages, lastResort.askOf);
  });

program
  .command('help')
  .description('print this help, or that of a command')
  .argument('[command]', 'such as run')
  .action((wanted?: string) => parse(wanted === undefined ? ['--help'] : [wanted, '--help']));

for (const command of [program, ...program.commands]) {
  const called = command === program ? name : `${name} ${command.name()}`;
  command.showHelpAfterError(`(${called} --help says more)`);
}

async function parse(args: readonly string[]): Promise<void> {
  const [first = '--help'] = args;
  const isKnown = first.startsWith('-') || program.commands.some(command => command.name() === first);
  // To ask for the help of a command that there is not is a mistake as well.
  await program.parseAsync(isKnown ? args : [first], { from: 'user' });
}

async function main(): Promise<void> {
  try {
    await parse(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Asking for help or the version is no mistake; everything else that commander stops at is wrong usage.
    const asked = ['commander.helpDisplayed', 'commander.help', 'commander.version'].includes(error.code);
    await leave(asked && error.exitCode === 0 ? 0 : 2);
  }
}

main().catch(async (error: unknown) => {
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  terminal.err(
    shown`${name} failed: ${joined(
      words.split('\n').map(line => shown`${line}`),
      '\n',
    )}\n`,
  );
  await leave(2);
});
