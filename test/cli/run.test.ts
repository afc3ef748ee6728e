import assert from 'node:assert/strict';
import { pat } from './pat.ts';

const runs = (stdin: string, ...args: string[]) => pat(['run', '-', ...args], { stdin });

describe('pat run', () => {
  it('runs an example to its end, with its output on standard output', async () => {
    const { code, out, err } = await pat(['run', 'examples/tour.pat']);
    assert.equal(code, 0);
    assert.match(out, /^7 squared is 49$/m);
    assert.match(out, /^The greeter goes home; guests greeted: 2$/m);
    assert.equal(err, '');
  });

  it('prints the value of the body unless it is ()', async () => {
    assert.deepEqual(await runs('6 * 7').then(({ code, out }) => [code, out]), [0, 'Result: 42\n']);
    assert.deepEqual(await runs('print("x")').then(({ code, out }) => [code, out]), [0, 'x\n']);
  });

  it('makes the same choices with the same seed', async () => {
    const program = 'print(intToString(rand(1000000))); print(intToString(rand(1000000)))';
    const [a, b, c] = await Promise.all(['7', '7', '8'].map(seed => runs(program, '--seed', seed)));
    assert.equal(a?.out, b?.out);
    assert.notEqual(a?.out, c?.out);
  });

  it('does not run a program with errors: it shows them and ends with 1', async () => {
    const { code, out, err } = await runs('print("never");\nnowhere');
    assert.equal(code, 1);
    assert.equal(out, '');
    assert.match(err, /^standard input:2:1: error\[pat-E2\d\d\]/);
  });

  it('runs a program with nothing but warnings', async () => {
    // A binder spelt like a built-in (spec §1).
    const { code, out, err } = await runs('def f(print: Int): Int { 1 } f(2)');
    assert.equal(code, 0);
    assert.equal(out, 'Result: 1\n');
    assert.match(err, /a warning/);
  });

  it('shows the place of a run-time error, and ends with 1', async () => {
    const { code, out, err } = await runs('print("before");\nprint(intToString(1 / (1 - 1)))');
    assert.equal(code, 1);
    assert.equal(out, 'before\n');
    assert.match(err, /^standard input:2:\d+: error\[pat-R\d+\]: .*zero/);
    assert.match(err, /\^/);
  });

  it('reports what is left over, and ends with 1', async () => {
    // Well typed, but each process waits for the other: Pat does not exclude that (spec §8).
    const circle = `interface A { Go() }
def wait(mine: A?Go, other: A!Go): Unit {
  guard mine : Go { receive Go() from mine -> free(mine); other ! Go() }
}
let a = new[A] in
let b = new[A] in
spawn { wait(a, b) };
wait(b, a)`;
    const { code, err } = await runs(circle, '--seed', '3');
    assert.equal(code, 1);
    assert.match(err, /^standard input:3:\d+: .*waits? for ever/m);
    const chosen = await runs(circle);
    assert.match(chosen.err, /--seed \d+ does the same again/);
  });

  it('sleeps in real time', async () => {
    const { code, milliseconds } = await runs('sleep(700)');
    assert.equal(code, 0);
    assert.ok(milliseconds >= 700);
  });

  it('stops at once on Ctrl+C, in an endless loop and in a long sleep', async () => {
    const loops = 'def loop(n: Int): Unit { loop(n + 1) } print("looping"); loop(0)';
    const sleeps = 'print("sleeping"); sleep(100000000)';
    for (const stdin of [loops, sleeps]) {
      const { code, err } = await pat(['run', '-'], {
        stdin,
        onOutput: (_, kill) => {
          kill('SIGINT');
        },
      });
      assert.equal(code, 130);
      assert.match(err, /stopped/);
    }
  });

  it('does not gather output that nobody reads', async () => {
    const flood =
      'def flood(n: Int): Unit { print("0123456789012345678901234567890123456789"); flood(n + 1) } flood(0)';
    let seen = 0;
    let asked = false;
    const { code } = await pat(['run', '-'], {
      stdin: flood,
      onOutput: (out, kill) => {
        seen = out.length;
        // Once: a second signal while it is leaving would end it by force.
        if (seen > 5_000_000 && !asked) kill('SIGINT');
        asked ||= seen > 5_000_000;
      },
    });
    assert.equal(code, 130);
    assert.ok(seen > 5_000_000);
  });

  it('runs one program, not a folder of them', async () => {
    const { code, err } = await pat(['run', 'examples']);
    assert.equal(code, 2);
    assert.equal(err, 'examples: error: This is a folder, not a file.\n');
  });

  it('has nothing to run in a program without a body, and says so', async () => {
    const { code, out, err } = await runs('def f(): Int { 1 }');
    assert.equal(code, 0);
    assert.equal(out, '');
    assert.match(err, /nothing to run/);
  });
});
