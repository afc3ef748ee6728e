// `dist/cli.js`: the `pat` command. Exit code 0: accepted; 1: an error in a program, or while it ran; 2: wrong usage, or a
// file that cannot be read.
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { PatParser, Settings } from '../languages/pat/index.ts';
import { Z3LastResort } from '../server/last-resort.ts';
import { serveProcess } from '../server/node.ts';
import { reasonOf } from '../server/node-files.ts';
import { loadParserFrom } from '../server/node-parser.ts';
import { loadZ3From } from '../server/node-z3.ts';
import { version } from '../server/version.ts';
import { escaped } from '../terminal/escape.ts';
import { joined, Shown, shown } from '../terminal/shown.ts';
import { check } from './check.ts';
import { explain } from './explain.ts';
import { format } from './format.ts';
import { placesOf } from './place.ts';
import { run } from './run.ts';
import { streams, type Terminal } from './terminal.ts';

const folder = new URL('.', import.meta.url);
const lastResort = new Z3LastResort(loadZ3From(folder));

let parser: Promise<PatParser> | undefined;
const terminal: Terminal = {
  parser: () => {
    parser ??= loadParserFrom(folder);
    return parser;
  },
  lastResort: lastResort.decide,
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

interface SettingFlags {
  readonly aliasCheck: Settings['aliasCheck'];
  readonly quasiLinearity: boolean;
  readonly joinNotCombine: boolean;
  readonly liberalDatatypes: boolean;
}

function settingsOf({
  aliasCheck,
  quasiLinearity,
  joinNotCombine,
  liberalDatatypes,
}: SettingFlags): Settings {
  return { aliasCheck, quasiLinearity, joinNotCombine, liberalDatatypes };
}

function withSettings(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--alias-check <mode>',
        'which mailboxes a receive clause may use beside its own (none: any, also under two names)',
      )
        .choices(['strict', 'interface', 'none'])
        .default('interface'),
    )
    .option(
      '--no-quasi-linearity',
      'do not tell returnable from usable mailboxes (a process may wait for itself)',
    )
    .option('--join-not-combine', 'let the parts of one step share mailboxes (which get two names)', false)
    .option('--liberal-datatypes', 'let data hold usable mailboxes (which may have two names)', false);
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
  const raw = pieces.filter(piece => escaped(piece) !== piece).sort((a, b) => b.length - a.length);
  const safe = raw.reduce((line, piece) => line.replaceAll(piece, () => escaped(piece)), text);
  return Shown.trusted(safe.split('\n').map(escaped).join('\n'));
}

const program = new Command('pat')
  .configureOutput({
    writeOut: text => terminal.out(Shown.trusted(text)),
    writeErr: text => terminal.err(withoutRawArguments(text)),
  })
  .description(
    'Checks and runs programs in Pat, a language whose types say which messages each mailbox may hold.',
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
  pat check examples/future.pat
  pat check examples
  pat run examples/tour.pat --seed 7
  pat fmt --check examples
  pat explain pat-E401
  cat x.pat | pat check --json -`,
  )
  .exitOverride();

withSettings(
  program
    .command('check')
    .description('check programs and show what is wrong, with the place')
    .argument('[place...]', 'files, and folders with all their .pat files; - is standard input', ['.']),
)
  .option('--json', 'print one JSON object for each file, on a line of its own', false)
  .option('--verbose', 'also say how much there was to check', false)
  .action(async (files: string[], flags: SettingFlags & { json: boolean; verbose: boolean }) => {
    const { json, verbose } = flags;
    const request = { places: placesOf(files), settings: settingsOf(flags), json, verbose };
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
  .action(async (file: string, flags: SettingFlags & { seed?: number; memory?: number }) => {
    const [place = file] = placesOf([file]);
    const { seed, memory } = flags;
    await leave(await run({ place, settings: settingsOf(flags), seed, memory }, terminal));
  });

program
  .command('fmt')
  .description('format programs in place, in the one style of the language')
  .argument('[place...]', 'files, and folders with all their .pat files; - is standard input', ['.'])
  .option('--check', 'change nothing, list what is not formatted, and end with 1 if there is any', false)
  .option('--json', 'print one JSON object for each file, on a line of its own', false)
  .action(async (files: string[], flags: { check: boolean; json: boolean }) => {
    await leave(await format({ places: placesOf(files), ...flags }, terminal));
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
  .action(async (code?: string) => leave(explain(code, terminal)));

program
  .command('serve')
  .description('serve an editor: the Language Server Protocol')
  .addOption(new Option('--stdio', 'talk over standard input and output').conflicts('nodeIpc'))
  .addOption(new Option('--node-ipc', 'talk over the channel to the Node process that started this one'))
  // Editors that start servers add this one.
  .addOption(new Option('--clientProcessId <pid>').hideHelp())
  .action(({ stdio, nodeIpc }: { stdio?: boolean; nodeIpc?: boolean }, command: Command) => {
    if (!stdio && !nodeIpc) {
      command.error('error: say how to talk to the editor: pat serve --stdio', { exitCode: 2 });
    }
    if (nodeIpc && process.send === undefined) {
      command.error('error: --node-ipc needs a Node process that started this one with a channel', {
        exitCode: 2,
      });
    }
    serveProcess(folder, lastResort.decide);
  });

program
  .command('help')
  .description('print this help, or that of a command')
  .argument('[command]', 'such as run')
  .action((name?: string) => parse(name === undefined ? ['--help'] : [name, '--help']));

for (const command of [program, ...program.commands]) {
  const name = command === program ? 'pat' : `pat ${command.name()}`;
  command.showHelpAfterError(`(${name} --help says more)`);
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
    shown`pat failed: ${joined(
      words.split('\n').map(line => shown`${line}`),
      '\n',
    )}\n`,
  );
  await leave(2);
});
