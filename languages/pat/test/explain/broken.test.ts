// Every broken program of `broken/` gets exactly the diagnostics written beside it, in words that a person can read,
// and every fix does away with what it is for. `UPDATE_EXPECT=1` rewrites the files, to be read before they are
// committed: an expectation is what the specification asks for, not what was printed.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Diagnostic } from '../../../diagnostic.ts';
import { PatDocument } from '../../analysis.ts';
import { typeCatalogue } from '../../explain/catalogue.ts';
import { SYNTAX_CODES } from '../../syntax/codes.ts';
import type { PatParser } from '../../syntax/parse.ts';
import { testParser } from '../parser.ts';
import { applyFix, movedBy, readBroken, render, writeBroken } from './broken.ts';

const folder = new URL('./broken/', import.meta.url);
const files = readdirSync(folder)
  .filter(name => name.endsWith('.txt'))
  .map(name => {
    const text = readFileSync(new URL(name, folder), 'utf8');
    return { name, comment: text.slice(0, text.search(/^=== /m)), programs: readBroken(text) };
  });

/** Words of the checker's inside. */
const internal =
  /pattern variable|constraint|environment|⊑|semilinear|presburger|binder|unif(y|ication)|undefined|\bp\d+\b/i;

describe('broken programs', () => {
  let parser: PatParser;
  before(async () => {
    parser = await testParser();
  });

  function diagnose(program: string): readonly Diagnostic[] {
    const document = new PatDocument(parser, program);
    try {
      return document.analysis().diagnostics;
    } finally {
      document.dispose();
    }
  }
  const codesOf = (program: string) => diagnose(program).map(d => d.code);

  it('are at least eighty, with names of their own', () => {
    const names = files.flatMap(({ programs }) => programs.map(p => p.name));
    assert.ok(names.length >= 80, `${names.length}`);
    assert.equal(new Set(names).size, names.length);
  });

  it('show every code that a text of ordinary size can have', () => {
    const written = files.flatMap(({ programs }) => programs.map(p => p.written)).join('\n');
    const codes = [...Object.keys(SYNTAX_CODES), ...Object.keys(typeCatalogue)];
    const missing = codes.filter(code => !written.includes(`pat-${code} `));
    assert.deepEqual(
      missing.sort(),
      ['E128', 'W401'].filter(code => codes.includes(code)),
    );
  });

  if (process.env.UPDATE_EXPECT === '1') {
    it('are written down again', () => {
      for (const { name, comment, programs } of files) {
        const texts = programs.map(p => ({
          name: p.name,
          text: render(p.program, diagnose(p.program), codesOf),
        }));
        writeFileSync(new URL(name, folder), writeBroken(comment, texts));
      }
    });
    return;
  }

  for (const { name: file, programs } of files) {
    describe(file, () => {
      for (const { name, program, written } of programs) {
        it(`${name}: is explained as written`, () => {
          assert.equal(render(program, diagnose(program), codesOf), written);
        });
        it(`${name}: the words are whole sentences without the checker's own terms`, () => {
          for (const { message, related, fixes } of diagnose(program)) {
            assert.match(message, /^[A-Z`].*[.?]$/s);
            for (const text of [message, ...related.map(r => r.message), ...fixes.map(f => f.title)])
              assert.doesNotMatch(text, internal);
          }
        });
        it(`${name}: each fix does away with its fault and breaks no syntax`, () => {
          const before = diagnose(program);
          const syntax = (all: readonly Diagnostic[]) => all.filter(d => d.code.startsWith('pat-E1')).length;
          for (const d of before) {
            for (const fix of d.fixes) {
              const after = diagnose(applyFix(program, fix));
              const there = movedBy(fix, d.span.start);
              const same = after.filter(a => a.code === d.code && a.span.start === there);
              assert.deepEqual(same, [], fix.title);
              assert.ok(syntax(after) <= syntax(before), fix.title);
            }
          }
        });
      }
    });
  }
});
