// No regular expression takes time that grows faster than the text that it meets: neither by going back (`(a+)+`,
// `a*a*b`) nor by beginning anew at each character (`a+b` in a long row of `a`). Two tools have to agree: recheck decides
// it with automata, and reads no look-around; scslre looks through that.
import assert from 'node:assert/strict';
import process from 'node:process';
import { analyse } from 'scslre';
import { type Expression, editorPatterns, expressionsIn, sources } from './literals.ts';

process.env.RECHECK_BACKEND = 'pure';
const { checkSync } = await import('recheck');

/** What is wrong with an expression, and a text on which it shows. */
function faultsOf({ where, source, flags }: Expression): string[] {
  const faults = analyse({ source, flags }).reports.map(
    ({ type, character }) => `${where}: ${type} in a row of ${JSON.stringify(character.pick)}`,
  );
  const found = checkSync(source, flags, { checker: 'automaton', timeout: 60_000 });
  if (found.status === 'vulnerable') faults.push(`${where}: slow on ${found.attack.pattern}`);
  if (found.status === 'unknown' && found.error.kind !== 'unsupported') faults.push(`${where}: not decided`);
  return faults;
}

describe('Regular expressions', () => {
  it('are linear in every source that is shipped', () => {
    const literals = sources().flatMap(name => expressionsIn(name).literals);
    assert.ok(literals.length > 100, `only ${literals.length} were found`);
    assert.deepEqual(literals.flatMap(faultsOf), []);
  });

  it('are linear in what editors are given', () => {
    const patterns = editorPatterns();
    assert.ok(patterns.length > 40, `only ${patterns.length} were found`);
    assert.deepEqual(patterns.flatMap(faultsOf), []);
  });

  it('are literals, so that they can be looked at', () => {
    const made = sources().filter(name => expressionsIn(name).made > 0);
    assert.deepEqual(made, []);
  });

  it('would be found if they were not linear', () => {
    const expression = (source: string): Expression => ({ where: source, source, flags: '' });
    for (const source of ['(a+)+b', 'a*a*b', 'a+b', '\\s+$', '^(?:a|a)*b', '^(?:\\s|#[^\\n]*)*!'])
      assert.notDeepEqual(faultsOf(expression(source)), [], source);
    for (const source of ['^a+b', '[a-z]+', '(?<!\\s)\\s+$', '^(?:\\s|#[^\\n]*\\n)*!'])
      assert.deepEqual(faultsOf(expression(source)), [], source);
  });
});
