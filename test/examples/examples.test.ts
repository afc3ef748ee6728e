// The examples are part of the promise: what is shown as right is accepted and leaves nothing behind under any
// schedule, and what is shown as wrong is rejected for that reason and no other.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { PatDocument, type PatParser, presentReport, start } from '../../languages/pat/index.ts';
import { testParser } from '../../languages/pat/test/parser.ts';
import { reportLines } from '../../languages/pat/test/run/report-lines.ts';

const folder = new URL('../../examples/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
const programsIn = (place: URL): string[] =>
  readdirSync(place)
    .filter(name => name.endsWith('.pat'))
    .map(name => name.slice(0, -'.pat'.length))
    .sort();

/** The fault that each program of `errors/` is about, as its code in docs/errors.md. */
const faults: Readonly<Record<string, string>> = {
  'alias-through-payload': 'E316',
  'branches-disagree': 'E204',
  'condition-not-bool': 'E204',
  'different-in-branches': 'E307',
  'duplicate-definition': 'E210',
  'duplicate-interface': 'E210',
  'duplicate-message': 'E210',
  'duplicate-parameter': 'E210',
  'empty-guard': 'E121',
  'fail-that-can-happen': 'E403',
  'forgotten-reply': 'E406',
  'free-of-non-empty': 'E402',
  'freed-twice': 'E301',
  'fun-captures-receiver': 'E313',
  'fun-sends-many': 'E313',
  'function-type-mismatch': 'E204',
  'integer-out-of-range': 'E116',
  'linear-function-dropped': 'E306',
  'linear-function-in-tuple': 'E312',
  'linear-function-twice': 'E303',
  'linearity-mismatch': 'E204',
  'lower-case-interface': 'E111',
  'mailbox-not-used-after-receive': 'E315',
  'missing-annotation': 'E311',
  'missing-brace': 'E108',
  'missing-else': 'E129',
  'missing-in': 'E105',
  'never-freed': 'E312',
  'no-free-clause': 'E401',
  'not-a-function': 'E208',
  'not-a-mailbox': 'E207',
  'not-enough-known': 'E408',
  'not-in-every-branch': 'E306',
  'pattern-too-narrow': 'E405',
  'payload-kept': 'E309',
  'promise-impossible': 'E318',
  'received-function-called': 'E319',
  'received-twice': 'E301',
  'replied-twice': 'E402',
  'reply-in-one-branch': 'E405',
  'result-forgotten': 'E320',
  'returnable-payload': 'E212',
  'second-class-in-list': 'E310',
  'second-class-in-tuple': 'E309',
  'second-class-list': 'E309',
  'second-class-returned': 'E309',
  'self-deadlock': 'E302',
  'send-while-waiting': 'E305',
  'spawn-with-value': 'E204',
  'statement-with-value': 'E204',
  'strings-with-equals': 'E204',
  'too-few-clauses': 'E401',
  'tuple-length': 'E211',
  'twice-in-one-step': 'E305',
  'two-clauses-for-one-message': 'E314',
  'two-puts': 'E402',
  'unannotated-sum': 'E209',
  'unary-minus': 'E118',
  'unbound-variable': 'E201',
  'unfinished-send': 'E102',
  'unhandled-message': 'E402',
  'unknown-interface': 'E205',
  'unknown-interface-in-payload': 'E205',
  'unknown-message': 'E206',
  'unterminated-string': 'E114',
  'use-after-free': 'E302',
  'used-after-returnable': 'E302',
  'wrong-argument-type': 'E204',
  'wrong-interface': 'E204',
  'wrong-number-of-arguments': 'E202',
  'wrong-number-of-names': 'E203',
  'wrong-number-of-payloads': 'E203',
  'wrong-payload-type': 'E204',
};

describe('the examples', () => {
  let parser: PatParser;
  before(async () => {
    parser = await testParser();
  });
  const analysed = <T>(text: string, look: (analysis: ReturnType<PatDocument['analysis']>) => T): T => {
    const document = new PatDocument(parser, text);
    try {
      return look(document.analysis());
    } finally {
      document.dispose();
    }
  };

  const contents = read('README.md');
  for (const name of programsIn(folder)) {
    const text = read(`${name}.pat`);

    it(`${name} says first what it shows, and is in the table of contents`, () => {
      assert.match(text, /^# \S/);
      assert.ok(contents.includes(`| [${name}](${name}.pat) |`));
    });

    it(`${name} is accepted without a remark`, () => {
      assert.deepEqual(
        analysed(text, ({ diagnostics }) => diagnostics.map(d => `${d.code} ${d.message}`)),
        [],
      );
    });

    it(`${name} prints something and leaves nothing behind, under ten seeds`, () => {
      const core = analysed(text, analysis => analysis.core);
      for (let seed = 1; seed <= 10; seed++) {
        const lines: string[] = [];
        const execution = start(core, { seed, onOutput: line => lines.push(line) });
        let progress = execution.step(100_000);
        while (progress.state !== 'finished' && execution.steps < 5_000_000)
          progress = execution.step(100_000);
        assert.ok(progress.state === 'finished', `seed ${seed}: no end`);
        assert.ok(progress.report.clean, `seed ${seed}: ${JSON.stringify(progress.report)}`);
        assert.ok(lines.length > 0, `seed ${seed}: no output`);
      }
    });
  }

  const wrong = programsIn(new URL('errors/', folder));
  it('have a fault for each program in errors/, and a program for each fault', () => {
    assert.deepEqual(wrong, Object.keys(faults).sort());
  });

  for (const name of wrong) {
    const text = read(`errors/${name}.pat`);

    it(`${name} says first what is wrong, and is in the table of contents`, () => {
      assert.match(text, /^# Wrong: \S/);
      assert.ok(contents.includes(`| [${name}](errors/${name}.pat) |`));
    });

    it(`${name} is rejected with ${faults[name]} and no other error`, () => {
      const codes = analysed(text, ({ diagnostics }) =>
        diagnostics.filter(d => d.severity === 'error').map(d => d.code),
      );
      assert.deepEqual([...new Set(codes)], [`pat-${faults[name]}`]);
    });

    it(`${name}, run all the same, breaks nothing`, () => {
      const core = analysed(text, analysis => analysis.core);
      for (let seed = 1; seed <= 10; seed++) {
        const execution = start(core, { seed, onOutput: () => undefined });
        let progress = execution.step(10_000);
        while (progress.state !== 'finished' && execution.steps < 100_000) progress = execution.step(10_000);
        if (progress.state === 'finished')
          assert.ok(Array.isArray(reportLines(presentReport(progress.report), text)));
      }
    });
  }
});
