// Every rule of the spec, with programs that it accepts and programs that it rejects.
import assert from 'node:assert/strict';
import { PatDocument } from '../../analysis.ts';
import { defaultSettings } from '../../settings.ts';
import type { PatParser } from '../../syntax/parse.ts';
import { testParser } from '../parser.ts';
import { mailboxRules } from './rules.mailbox.ts';
import { plainRules } from './rules.plain.ts';

describe('rules of the spec', () => {
  let parser: PatParser;
  before(async () => {
    parser = await testParser();
  });

  function errors(program: string, settings: object): string[] {
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

  for (const { name, accepted, rejected, settings } of [...plainRules, ...mailboxRules]) {
    describe(name, () => {
      for (const program of accepted) {
        it(`accepts ${program.split('\n').pop()}`, () => assert.deepEqual(errors(program, settings), []));
      }
      for (const { program, codes } of rejected) {
        it(`rejects ${program.split('\n').pop()}`, () => assert.deepEqual(errors(program, settings), codes));
      }
    });
  }
});
