// `dist/cli.js`: the `pat` command. Exit code 0: accepted; 1: an error in a program, or while it ran; 2: wrong usage, or a
// file that cannot be read.
import process from 'node:process';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { PatParser, Settings } from '../languages/pat/index.ts';
import { Z3LastResort } from '../host/last-resort.ts';
import { serveProcess } from '../server/node.ts';
import { loadParserFrom } from '../host/node-parser.ts';
import { loadZ3From } from '../host/node-z3.ts';
import { version } from '../host/version.ts';
import { check, type Terminal } from './check.ts';
import { explain } from './explain.ts';
import { format } from './format.ts';
import { run } from './run.ts';
import { styleFor } from './style.ts';

const folder = new URL('.', import.meta.url);
const lastResort = new Z3LastResort(loadZ3From(folder));

let parser: Promise<PatParser> | undefined;
const terminal: Terminal = {
  parser: () => {
    parser ??= loadParserFrom(folder);
    return parser;
  },
  lastResort: lastResort.decide,
  out: text => void process.stdout.write(text),
  err: text => void process.stderr.write(text),
  outStyle: styleFor(process.stdout),
  errStyle: styleFor(process.stderr),
};

/** Ends once everything written has left: a pipe may still hold some of it. */
async function leave(code: number): Promise<never> {
  await lastResort.close();
  const flush = (stream: NodeJS.WriteStream): Promise<void> =>
    new Promise(resolve => (stream.writableEnded ? resolve() : stream.write('', () => resolve())));
  await Promise.all([flush(process.stdout), flush(process.stderr)]);
  process.exit(code);
}

// Whoever reads our output may stop reading (`pat check … | head`): that is no error of ours.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));
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

const program = new Command('pat')
  .description(
    'Checks and runs programs in Pat, a language whose types say which messages each mailbox may hold.',
  )
  .version(version, '--version', 'print the version')
  .helpOption('--help', 'print this help')
  .helpCommand(false)
  .showHelpAfterError('(pat --help says more)')
  .addHelpText(
    'after',
    `
Exit code: 0 accepted or formatted, 1 an error in a program or while it ran, or a file that fmt --check would
change, 2 wrong usage, a file that cannot be read or written, or a folder without programs.

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
    await leave(await check({ files, settings: settingsOf(flags), json, verbose }, terminal));
  });

withSettings(
  program
    .command('run')
    .description('check a program and, when it has no errors, run it')
    .argument('<file>', 'the file to run; - is standard input'),
)
  .option('--seed <number>', 'make the same choices as every run with this seed', seedOf)
  .action(async (file: string, flags: SettingFlags & { seed?: number }) => {
    await leave(await run({ file, settings: settingsOf(flags), seed: flags.seed }, terminal));
  });

program
  .command('fmt')
  .description('format programs in place, in the one style of the language')
  .argument('[place...]', 'files, and folders with all their .pat files; - is standard input', ['.'])
  .option('--check', 'change nothing, list what is not formatted, and end with 1 if there is any', false)
  .option('--json', 'print one JSON object for each file, on a line of its own', false)
  .action(async (files: string[], flags: { check: boolean; json: boolean }) => {
    await leave(await format({ files, ...flags }, terminal));
  });

program
  .command('explain')
  .description('say what the code of a diagnostic means, with examples')
  .argument('<code>', 'such as pat-E401')
  .action(async (code: string) => leave(explain(code, terminal)));

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

async function main(): Promise<void> {
  try {
    await program.parseAsync();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Asking for help or the version is no mistake; everything else that commander stops at is wrong usage.
    const asked = error.code === 'commander.helpDisplayed' || error.code === 'commander.version';
    await leave(asked ? 0 : 2);
  }
}

main().catch(async (error: unknown) => {
  terminal.err(`pat failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  await leave(2);
});
