// Somebody types programs from nothing, key by key: what is shown after any key is what a server that never saw another
// text shows, and what was typed leaves nothing in memory when it is closed. How long it takes: `npm run bench -- soak`.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { TypingSession } from './typing-session.ts';
import { applied, typing } from './typist.ts';

const example = (name: string): string =>
  readFileSync(new URL(`../../examples/${name}.pat`, import.meta.url), 'utf8');

describe('Typing', () => {
  it('leads to the program, by way of closed brackets, slips and returns', () => {
    for (const name of ['tour', 'auction', 'future', 'key-value-map', 'two-buyer']) {
      const program = example(name);
      for (const around of ['', 'def before(): Int { 1 }\n']) {
        let text = around;
        for (const { change, cursor } of typing(program, 7, around.length)) {
          text = applied(text, change);
          assert.ok(cursor <= text.length);
        }
        assert.equal(text, around + program, name);
      }
    }
  });

  it('shows after each key what a fresh server shows', async () => {
    const session = await TypingSession.start();
    const fresh = await TypingSession.start();
    try {
      for (const [seed, name] of ['future', 'errors/no-free-clause'].entries()) {
        await session.open(`file:///${name}.pat`);
        let pressed = 0;
        for (const key of typing(example(name), seed)) {
          const { shown } = await session.press(key);
          if (++pressed % 7 !== 0) continue;
          const uri = `file:///${name}.pat`;
          assert.deepEqual(shown, await fresh.open(uri, session.content), `after ${pressed} keys of ${name}`);
          fresh.close();
        }
        assert.equal(session.content, example(name));
        assert.ok(pressed > 200, `${pressed} keys`);
        session.close();
      }
      assert.equal(session.wire.stderr, '');
    } finally {
      session.wire.process.kill('SIGKILL');
      fresh.wire.process.kill('SIGKILL');
    }
  });

  it('leaves nothing in memory when the text is closed', async () => {
    const session = await TypingSession.start();
    try {
      // Code is compiled for thousands of keys; after the first programs the rest is a fraction of what leaks would be.
      const bytes: number[] = [];
      const program = example('future').repeat(4);
      for (let i = 0; i < 8; i++) {
        await session.open(`file:///${i}.pat`, program);
        for (const key of typing(example('auction').slice(0, 120), i, 0)) await session.press(key);
        session.close();
        bytes.push((await session.memory()).heapUsed);
      }
      const [, , third = 0] = bytes;
      const last = bytes.at(-1) ?? 0;
      assert.ok(last < third * 1.25, `${third} bytes after three programs, ${last} after eight`);
    } finally {
      session.wire.process.kill('SIGKILL');
    }
  });
});
