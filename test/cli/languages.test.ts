// Which language the command line takes a text for, with which settings, and what it is called itself.
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { programsIn } from '../../cli/files.ts';
import { Choice } from '../../cli/languages.ts';
import type { Language } from '../../languages/language.ts';
import { pat as first } from '../../languages/pat/language.ts';
import { cli, pat } from './pat.ts';

const other: Language = {
  ...first,
  id: 'other',
  extensions: ['.oth'],
  settings: [{ key: 'strictMode', kind: 'flag', default: true, meaning: '', short: '' }],
};
const languages = [first, other];

describe('The languages of the command line', () => {
  it('are told by names, and by the user where a name tells nothing', () => {
    const choice = new Choice(languages, other, {
      aliasCheck: 'none',
      strictMode: false,
      joinNotCombine: 'x',
    });
    assert.deepEqual(
      ['a.pat', 'a.oth', '-', 'a.txt', Buffer.from([0xff, ...Buffer.from('.pat')])].map(
        place => choice.languageOf(place).id,
      ),
      ['pat', 'other', 'other', 'other', 'pat'],
    );
    assert.deepEqual(choice.settingsOf(other), { strictMode: false });
    assert.deepEqual(choice.settingsOf(first), {
      aliasCheck: 'none',
      quasiLinearity: true,
      joinNotCombine: false,
      liberalDatatypes: false,
    });
  });

  it('are all looked for in folders', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'pat-languages-'));
    try {
      for (const name of ['a.pat', 'b.oth', 'c.txt']) writeFileSync(path.join(folder, name), '');
      const found: string[] = [];
      for await (const { place } of programsIn([folder], languages)) found.push(path.basename(String(place)));
      assert.deepEqual(found, ['a.pat', 'b.oth']);
      const empty = path.join(folder, 'empty');
      mkdirSync(empty);
      for await (const nothing of programsIn([empty], languages)) {
        assert.ok(nothing.kind === 'unreadable');
        assert.equal(nothing.reason, 'There are no .pat or .oth files in this folder.');
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('can be said for standard input, if there is such a language', async () => {
    const options = { stdin: 'print("x")' };
    assert.match((await pat(['run', '-', '--language', 'pat'], options)).out, /^x\n$/);
    const { code, err } = await pat(['check', '-', '--language', 'constructor'], options);
    assert.equal(code, 2);
    assert.match(err, /Allowed choices are pat/);
  });
});

describe('The command', () => {
  it('is called as the user calls it', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'pat-called-'));
    try {
      const bt = path.join(folder, 'bt');
      symlinkSync(cli, bt);
      assert.match((await pat(['--help'], { cli: bt })).out, /^Usage: bt /);
      assert.match((await pat(['explain', 'E999'], { cli: bt })).err, / bt explain lists them all/);
      assert.match((await pat(['--help'])).out, /^Usage: pat /);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
