// The known differences from the original checker: each has its programs here and its heading in the docs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { PatDocument } from '../../analysis.ts';
import { defaultSettings, type Settings } from '../../settings.ts';
import type { PatParser } from '../../syntax/parse.ts';
import { testParser } from '../parser.ts';
import { differences } from './differences.ts';

describe('differences from the original checker', () => {
  let parser: PatParser;
  before(async () => {
    parser = await testParser();
  });

  function errors(program: string, settings: Partial<Settings> = {}): string[] {
    const document = new PatDocument(parser, program, { ...defaultSettings, ...settings });
    try {
      return document
        .analysis()
        .diagnostics.filter(d => d.severity === 'error')
        .map(d => d.code.replace('pat-', ''));
    } finally {
      document.dispose();
    }
  }

  for (const { name, settings, accepted, rejected } of differences) {
    it(name, () => {
      for (const program of accepted) assert.deepEqual(errors(program, settings), [], program);
      for (const { program, codes } of rejected) assert.deepEqual(errors(program, settings), codes, program);
    });
  }

  it('has a heading in docs/differences.md for each, and no other headings', () => {
    const page = readFileSync(new URL('../../../../docs/differences.md', import.meta.url), 'utf8');
    const headings = [...page.matchAll(/^### (.*)$/gm)].map(match => match[1]);
    assert.deepEqual([...headings].sort(), differences.map(d => d.name).sort());
  });
});
