// Preloaded into `pat fmt`: ends the process with SIGKILL at one of its changes to the file system, counted from 1, before it
// or in the middle of it. PAT_DIES is `NUMBER before` or `NUMBER within`; with `count` the number of changes goes to stderr.
const fs = require('node:fs');

const [number, when] = (process.env.PAT_DIES ?? '').split(' ');
let changes = 0;

function die() {
  process.kill(process.pid, 'SIGKILL');
  // Nothing happens any more, however late the signal comes.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

for (const name of ['openSync', 'writeSync', 'ftruncateSync', 'fsyncSync', 'mkdirSync', 'unlinkSync']) {
  const original = fs[name];
  fs[name] = (...args) => {
    const isNow = String(++changes) === number;
    if (isNow && when === 'before') die();
    if (isNow && name === 'writeSync') {
      const [handle, buffer, offset = 0, length = buffer.length - offset, position = null] = args;
      original(handle, buffer, offset, Math.ceil(length / 2), position);
      die();
    }
    const result = original(...args);
    if (isNow) die();
    return result;
  };
}

if (number === 'count') process.on('exit', () => process.stderr.write(`changes: ${changes}\n`));
