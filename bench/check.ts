// How long it takes to parse, check and solve each example from nothing, and how long from an edit in the middle of it
// to new diagnostics through the server (with its few milliseconds of waiting for more edits). Medians, warm.
import { readdirSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { LineIndex } from '../host/positions.ts';
import { testParser } from '../languages/pat/test/parser.ts';
import { Session } from '../test/server/session.ts';
import { median, repeated } from './measure.ts';
import { medianPhases, phases } from './phases.ts';

const rounds = 15;
const warmUp = 5;

/** Milliseconds from sending an edit to receiving the diagnostics of the text with it. */
async function editToDiagnostics(session: Session, uri: string, text: string): Promise<number> {
  // Inside the last definition, after a line break: a comment that comes and goes changes its text.
  const middle = text.lastIndexOf('\n', text.lastIndexOf('def '));
  const at = text.indexOf('\n', text.indexOf('{', Math.max(middle, 0))) + 1;
  const start = new LineIndex(text).positionAt(at);
  await session.open(uri, text, 0);
  await session.diagnostics(uri, 0);
  const times: number[] = [];
  for (let version = 1; version <= warmUp + rounds; version++) {
    const added = version % 2 === 1;
    const end = added ? start : { line: start.line + 1, character: 0 };
    const begin = performance.now();
    await session.change(uri, version, [{ range: { start, end }, text: added ? '#\n' : '' }]);
    await session.diagnostics(uri, version);
    if (version > warmUp) times.push(performance.now() - begin);
  }
  await session.close(uri);
  return median(times);
}

const folder = new URL('../examples/', import.meta.url);
const parser = await testParser();
const session = await Session.start();
const show = (n: number): string => n.toFixed(2).padStart(8);
console.log(`${'example'.padEnd(28)}   lines    parse   check   solve   edit to diagnostics (ms)`);
const totals: { parse: number; check: number; solve: number; edit: number }[] = [];
for (const name of readdirSync(folder).sort()) {
  if (!name.endsWith('.pat')) continue;
  const text = readFileSync(new URL(name, folder), 'utf8');
  const split = medianPhases(repeated(() => phases(parser, text), { warmUp, least: rounds, atLeast: 0 }));
  const row = {
    parse: split.parse,
    check: split.check,
    solve: split.solve + split.explain,
    edit: await editToDiagnostics(session, `file:///${name}`, text),
  };
  totals.push(row);
  const lines = String(text.split('\n').length - 1).padStart(5);
  console.log(
    `${name.padEnd(28)}   ${lines} ${show(row.parse)}${show(row.check)}${show(row.solve)}${show(row.edit)}`,
  );
}
await session.stop();
const worst = (pick: (row: (typeof totals)[number]) => number): string => show(Math.max(...totals.map(pick)));
console.log(
  `${'slowest'.padEnd(28)}         ${worst(t => t.parse)}${worst(t => t.check)}${worst(t => t.solve)}${worst(t => t.edit)}`,
);
