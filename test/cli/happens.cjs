// Preloaded into `pat fmt`: something happens at one of its changes to the file system, counted from 1. PAT_HAPPENS says what:
// `kill before N` and `kill within N` end the process before the change or in the middle of it, `fail at N` lets that one fail
// half-done, `fail from N` that one and all that follow; `count` says on stderr how many there were.
const fs = require('node:fs');

const [what, when, number] = (process.env.PAT_HAPPENS ?? '').split(' ');
let changes = 0;

function die() {
  process.kill(process.pid, 'SIGKILL');
  // Nothing happens any more, however late the signal comes.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

function half(write, [handle, buffer, offset = 0, length = buffer.length - offset, position = null]) {
  write(handle, buffer, offset, Math.ceil(length / 2), position);
}

for (const name of ['openSync', 'writeSync', 'ftruncateSync', 'fsyncSync', 'mkdirSync', 'unlinkSync']) {
  const original = fs[name];
  fs[name] = (...args) => {
    changes++;
    const isNow = changes === Number(number) || (when === 'from' && changes > Number(number));
    if (!isNow) return original(...args);
    if (what === 'kill' && when === 'before') die();
    if (name === 'writeSync' && when !== 'from') half(original, args);
    else if (what === 'kill') original(...args);
    if (what === 'kill') die();
    throw Object.assign(new Error(`ENOSPC: no space left on device, ${name}`), { code: 'ENOSPC' });
  };
}

if (what === 'count') process.on('exit', () => process.stderr.write(`changes: ${changes}\n`));
