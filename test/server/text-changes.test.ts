// The server's text is the editor's text: any list of changes in one `didChange`, in any order, is each of them applied to
// what those before it left. The second implementation here is naive: it splits the text anew for each change.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { DocumentDiagnosticReport } from 'vscode-languageserver/node';
import type { Encoding, Place } from '../../host/positions.ts';
import { defaultSettings } from '../../languages/pat/index.ts';
import { pat } from '../../languages/pat/language.ts';
import { testLanguage } from '../../languages/pat/test/parser.ts';
import type { TextChange } from '../../server/changes.ts';
import { readConfiguration } from '../../server/configuration.ts';
import { OpenDocument } from '../../server/document.ts';
import { fingerprint, resultId } from '../../server/result-id.ts';
import { pullCapabilities, Session } from './session.ts';

const long = process.env.PAT_LONG === '1';

/** The text after one change, by what LSP says of positions and nothing else. */
function afterOne(text: string, { range, text: put }: TextChange, encoding: Encoding): string {
  if (range === undefined || range === null) return put;
  const start = offsetOf(text, range.start, encoding);
  const end = Math.max(start, offsetOf(text, range.end, encoding));
  return text.slice(0, start) + put + text.slice(end);
}

function offsetOf(text: string, { line, character }: Place, encoding: Encoding): number {
  // Every second part is a line break.
  const parts = text.split(/(\r\n|\n|\r)/);
  if (2 * line >= parts.length) return text.length;
  const before = parts.slice(0, 2 * line).join('').length;
  const words = parts[2 * line] ?? '';
  if (encoding === 'utf-16') return before + Math.min(character, words.length);
  let units = 0;
  let bytes = 0;
  for (const point of words) {
    bytes += Buffer.byteLength(point);
    if (bytes > character) break;
    units += point.length;
  }
  return before + units;
}

const applied = (text: string, changes: readonly TextChange[], encoding: Encoding): string =>
  changes.reduce((now, change) => afterOne(now, change, encoding), text);

const encodings: readonly Encoding[] = ['utf-16', 'utf-8'];

/** Texts with every kind of line break, and characters of every width, halves of a pair among them. */
const texts = fc
  .array(
    fc.constantFrom(
      ...['a', 'bc', ' ', 'é', '€', '\u{1F600}', '\ud83d', '\ude00', '\0', '\u2028'],
      ...['\n', '\r', '\r\n', 'def f(): Int { 1 }\n', 'interface I { M() }\r\n', '# x'],
    ),
    { maxLength: 12 },
  )
  .map(parts => parts.join(''));

const number = fc.oneof(
  { weight: 12, arbitrary: fc.nat(8) },
  { weight: 1, arbitrary: fc.constantFrom(14, 99, 2 ** 31 - 1, 2 ** 53, 1e300) },
);
const places: fc.Arbitrary<Place> = fc.record({ line: number, character: number });
const ranges = fc.oneof(
  places.map(place => ({ start: place, end: place })),
  fc.record({ start: places, end: places }),
);
const changes: fc.Arbitrary<TextChange> = fc.oneof(
  { weight: 20, arbitrary: fc.record({ range: ranges, text: texts }) },
  { weight: 1, arbitrary: fc.record({ text: texts }) },
  { weight: 1, arbitrary: fc.record({ range: fc.constant(null), text: texts }) },
);
const lists = fc.array(changes, { maxLength: 6 });

describe('Changes of a text', () => {
  it('apply one after another, whatever they are, in both encodings', async () => {
    const loaded = { language: pat, parser: await testLanguage() };
    const configuration = readConfiguration(pat, undefined);
    fc.assert(
      fc.property(
        texts,
        fc.array(lists, { maxLength: 3 }),
        fc.constantFrom(...encodings),
        (text, all, encoding) => {
          const document = new OpenDocument(loaded, 'a:b', 1, text, encoding, configuration);
          let expected = text;
          all.forEach((list, i) => {
            document.analysis();
            document.change(i + 2, list);
            expected = applied(expected, list, encoding);
            assert.equal(document.text, expected);
            assert.equal(document.version, i + 2);
            assert.equal(document.analysis()?.text, expected, 'what the checker knows is of the same text');
          });
          const fresh = loaded.parser.open(expected, configuration.settings);
          assert.deepEqual(document.analysis()?.diagnostics, fresh.analysis().diagnostics);
          document.reset();
          fresh.dispose();
        },
      ),
      { numRuns: long ? 30_000 : 1000 },
    );
  });

  it('lead to the same text in one message as in one message each', async () => {
    for (const encoding of encodings) {
      const session = await Session.start({
        capabilities: { ...pullCapabilities, general: { positionEncodings: [encoding] } },
      });
      const samples = fc.sample(fc.tuple(texts, lists), long ? 5000 : 200);
      for (const [i, [text, list]] of samples.entries()) {
        const uri = `file:///${i}.pat`;
        await session.open(uri, text);
        await session.change(uri, 2, list);
        assert.equal(
          await textOf(session, uri),
          resultId(fingerprint(applied(text, list, encoding)), 'pat', { ...defaultSettings }),
          JSON.stringify({ encoding, text, list }),
        );
        await session.close(uri);
      }
      assert.deepEqual(session.logged, []);
      await session.stop();
    }
  });

  it('that were typed quickly are in the order in which they were typed', async () => {
    const session = await Session.start({ capabilities: pullCapabilities });
    const uri = 'file:///a.pat';
    await session.open(uri, 'def f(): Int {\n');
    const typed = (character: number, text: string) => {
      const at = { line: 0, character };
      return { range: { start: at, end: at }, text };
    };
    await session.change(uri, 2, [typed(14, 'a'), typed(15, 'b'), typed(16, 'c')]);
    assert.equal(
      await textOf(session, uri),
      resultId(fingerprint('def f(): Int {abc\n'), 'pat', { ...defaultSettings }),
    );
    await session.stop();
  });
});

/** The name of the result of checking the text: it tells texts apart. */
async function textOf(session: Session, uri: string): Promise<string | undefined> {
  const { resultId: id } = await session.request<DocumentDiagnosticReport>('textDocument/diagnostic', {
    textDocument: { uri },
  });
  return id;
}
