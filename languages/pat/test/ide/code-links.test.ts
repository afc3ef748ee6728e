// Codes in comments lead to what they mean; codes elsewhere are no codes.

import assert from 'node:assert/strict';
import { explanationPage, listCodes } from '../../../explain/catalogue.ts';
import { catalogue } from '../../explain/catalogue.ts';
import { codeLinks } from '../../ide/code-links.ts';
import { withFixture } from './fixture.ts';

const links = (program: string): Promise<string[]> =>
  withFixture(program, ({ document }) =>
    codeLinks(document.analysis()).map(
      ({ span, code, title }) => `${document.text.slice(span.start, span.end)} ${code} ${title}`,
    ),
  );

describe('links of codes', () => {
  it('are in comments, with the title in the catalogue, however the letters are written', async () =>
    assert.deepEqual(await links('# See pat-E402 (and PAT-e101).\nprint("a") # pat-W301'), [
      'pat-E402 pat-E402 Mailbox holds what its receiver does not handle',
      'PAT-e101 pat-E101 An expression is missing',
      'pat-W301 pat-W301 Clause that is never taken',
    ]));

  it('are not in strings and code, nor for codes that do not exist or are part of a word', async () =>
    assert.deepEqual(
      await links('print("# pat-E402"); pat-E402\n# pat-E999 xpat-E402 pat-E4021 my-pat-E402'),
      [],
    ));
});

describe('the page of a code', () => {
  it('has its title, what it means, and the program right and wrong', () => {
    const page = explanationPage(catalogue, 'E101') ?? '';
    assert.match(page, /^# pat-E101: An expression is missing\n\n/);
    assert.match(page, /```pat\nlet x = in x\n```\n\nPut right:\n\n```pat\nlet x = 5 in x\n```\n$/);
  });

  it('is there for every code of the catalogue, and for no other', () => {
    const codes = listCodes(catalogue);
    assert.ok(codes.length > 50);
    for (const { code, title } of codes)
      assert.ok(explanationPage(catalogue, code)?.startsWith(`# ${code}: ${title}\n`), code);
    assert.equal(explanationPage(catalogue, 'pat-E999'), undefined);
    assert.equal(explanationPage(catalogue, 'toString'), undefined);
  });
});
