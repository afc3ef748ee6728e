// How the command is called: help in every form, and errors that lead to the right help.
import assert from 'node:assert/strict';
import { listCodes } from '../../languages/explain/catalogue.ts';
import { catalogue } from '../../languages/pat/explain/catalogue.ts';
import { pat } from './pat.ts';

const commands = ['check', 'run', 'fmt', 'explain', 'serve', 'help'];

describe('pat', () => {
  it('prints help for -h, --help and help, on standard output, with 0', async () => {
    const { code, out, err } = await pat(['--help']);
    assert.deepEqual({ code, err }, { code: 0, err: '' });
    for (const command of commands) assert.match(out, new RegExp(`^ {2}${command}\\b`, 'm'));
    for (const args of [['-h'], ['help']]) {
      const same = await pat(args);
      assert.deepEqual([same.code, same.out, same.err], [0, out, '']);
    }
  });

  it('prints the help of a command for help COMMAND, COMMAND -h and COMMAND --help', async () => {
    for (const command of commands) {
      const { code, out, err } = await pat(['help', command]);
      assert.deepEqual({ code, err }, { code: 0, err: '' });
      assert.match(out, new RegExp(`^Usage: pat ${command}\\b`));
      for (const option of ['-h', '--help']) {
        const same = await pat([command, option]);
        assert.deepEqual([same.code, same.out, same.err], [0, out, ''], `${command} ${option}`);
      }
    }
  });

  it('without anything prints its help as an error', async () => {
    const { code, out, err } = await pat([]);
    assert.deepEqual({ code, out }, { code: 2, out: '' });
    assert.match(err, /^Usage: pat /);
  });

  it('ends with 2 for wrong usage, says what may have been meant, and names the help that says more', async () => {
    const cases: [string[], RegExp, string][] = [
      [['chekc', 'x.pat'], /unknown command 'chekc'\n\(Did you mean check\?\)/, 'pat'],
      [['help', 'rnu'], /unknown command 'rnu'\n\(Did you mean run\?\)/, 'pat'],
      [['rnu', '--help'], /unknown command 'rnu'\n\(Did you mean run\?\)/, 'pat'],
      [['--versoin'], /unknown option '--versoin'\n\(Did you mean --version\?\)/, 'pat'],
      [['check', '--jsn', 'x.pat'], /unknown option '--jsn'\n\(Did you mean --json\?\)/, 'pat check'],
      [
        ['check', '--alias-check', 'no', 'x.pat'],
        /'no' is invalid. Allowed choices are strict, interface, none/,
        'pat check',
      ],
      [['run'], /missing required argument 'file'/, 'pat run'],
      [['run', 'a.pat', 'b.pat'], /Expected 1 argument but got 2/, 'pat run'],
      [['run', '--seed', '-1', 'a.pat'], /A seed is a whole number from 0 to 4294967295/, 'pat run'],
      [['run', '--memory', '0', 'a.pat'], /a number of megabytes/, 'pat run'],
      [['run', '--memory', '1e3', 'a.pat'], /a number of megabytes/, 'pat run'],
      [['fmt', '--chekc'], /unknown option '--chekc'\n\(Did you mean --check\?\)/, 'pat fmt'],
      [['explain', 'E401', 'E402'], /Expected 1 argument but got 2/, 'pat explain'],
      [['serve'], /say how to talk to the editor: pat serve --stdio/, 'pat serve'],
    ];
    for (const [args, expected, command] of cases) {
      const { code, out, err } = await pat(args);
      assert.deepEqual({ code, out }, { code: 2, out: '' }, args.join(' '));
      assert.match(err, expected, args.join(' '));
      assert.ok(err.endsWith(`\n(${command} --help says more)\n`), err);
    }
  });

  it('explains a code however it is written, and without one lists them all', async () => {
    const { code, out } = await pat(['explain']);
    assert.equal(code, 0);
    const lines = out.split('\n');
    for (const { code: known, title } of listCodes(catalogue))
      assert.ok(lines.includes(`${known}  ${title}`), known);
    for (const written of ['pat-R507', 'R507', 'r507']) {
      assert.match((await pat(['explain', written])).out, /^pat-R507: Too large\n\n.*--memory/);
    }
    for (const written of ['E999', 'constructor', '__proto__', 'toString', '']) {
      const unknown = await pat(['explain', written]);
      assert.deepEqual([unknown.code, unknown.out], [2, ''], written);
      assert.match(unknown.err, /pat explain lists them all\.\n$/);
    }
  });
});
