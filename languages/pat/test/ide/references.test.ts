// References are all places of what a name stands for, and no others of the same spelling.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { entities, references } from '../../ide/references.ts';
import { isBuiltin } from '../../types/builtins.ts';
import { withFixture } from './fixture.ts';

const future = `interface Future { Put(Int), Get(User!) }
interface User { Reply(Int) }
interface Other { Put(Int) }
`;

/**
 * Checks the references of the name at `‸` against the places marked with `«…»` in the same fixture; a `«!…»` is a
 * declaration.
 */
async function checkReferences(fixture: string): Promise<void> {
  const marks: { readonly start: number; readonly end: number; readonly declares: boolean }[] = [];
  let text = '';
  let cursor = -1;
  let open: { start: number; declares: boolean } | undefined;
  for (const [i, character] of [...fixture].entries()) {
    if (character === '«') open = { start: text.length, declares: fixture[i + 1] === '!' };
    else if (character === '!' && fixture[i - 1] === '«') continue;
    else if (character === '»' && open !== undefined) {
      marks.push({ ...open, end: text.length });
      open = undefined;
    } else if (character === '‸') cursor = text.length;
    else text += character;
  }
  const show = (spans: readonly { readonly start: number; readonly end: number }[]): string[] =>
    spans.map(({ start, end }) => `${text.slice(start, end)} at ${start}`);
  await withFixture(`${text.slice(0, cursor)}‸${text.slice(cursor)}`, ({ document, offset }) => {
    const analysis = document.analysis();
    assert.deepEqual(show(references(analysis, offset, { declaration: true })), show(marks));
    assert.deepEqual(
      show(references(analysis, offset, { declaration: false })),
      show(marks.filter(m => !m.declares)),
    );
  });
}

describe('references', () => {
  it('of a variable are its uses, not those of another of the same name', () =>
    checkReferences(`let «!x» = 1 in
      let y = (let x = 2 in x + x) in
      «x» + y + ‸«x»`));

  it('of a parameter are those in its function', () =>
    checkReferences(`def f(«!n‸»: Int): Int { «n» + (fun(n: Int): Int { n })(«n») }
      def g(n: Int): Int { f(n) }
      g(1)`));

  it('of a guarded mailbox end where `from` names it again', () =>
    checkReferences(`${future}let «!m» = new[Future] in
      «m» ! Put(1);
      guard «‸m» : Put { receive Put(x) from m -> free(m); x }`));

  it('of a mailbox go on in a clause without `from`, nested ones too', () =>
    checkReferences(`${future}def f(«!m»: Future?): Unit {
      guard «m» : Put . Get {
        receive Put(x) -> guard «m» : Get { receive Get(u) -> u ! Reply(x); free(«m‸») }
      } }
      ()`));

  it('of a definition are its calls and where it is passed on', () =>
    checkReferences(`def «!f»(n: Int): Int { if (n == 0) { 0 } else { «f»(n - 1) } }
      def twice(g: (Int) -> Int): Int { g(g(1)) }
      let f = twice(«‸f») in f`));

  it('of an interface are the types and `new` that name it', () =>
    checkReferences(`interface «!Future» { Put(Int), Self(«Future»!) }
      def f(m: «Fut‸ure»!Put, n: List(«Future»?)): Unit { () }
      new[«Future»]`));

  it('of a message are its sends, clauses and patterns, of its own interface alone', () =>
    checkReferences(`interface Future { «!Put»(Int) }
      interface Other { Put(Int) }
      def f(m: Future!«Put», o: Other!Put): Unit { m ! «Put»(1); o ! Put(1) }
      def g(m: Future?(«Put» . «Put»*)): Unit {
        guard m : «Put» . «Put»* { receive «P‸ut»(x) from m -> g(m) }
      }
      def h(o: Other?): Int { guard o : Put { receive Put(x) from o -> free(o); x } }
      ()`));

  it('of a message hold where the interface comes from another definition or from a payload', () =>
    checkReferences(`interface Server { Ask(Client!) }
      interface Client { «!Answer»(Int) }
      def make(): Client? { new[Client] }
      def serve(s: Server?): Unit {
        guard s : Ask* { free -> () receive Ask(who) from s -> who ! «Answer»(1); serve(s) }
      }
      let m = make() in
      m ! «Ans‸wer»(2)`));

  it('of the first of two declarations are the uses, of the second none', async () => {
    await checkReferences('def «!f»(): Int { 1 } def f(): Int { «f»() } «f‸»()');
    await checkReferences('def f(): Int { 1 } def «!f‸»(): Int { f() } f()');
    await checkReferences('interface I { «!M‸»() } interface I { M() } def f(m: I!): Unit { m ! «M»() } ()');
    await checkReferences('interface I { M() } interface I { «!M‸»() } def f(m: I!): Unit { m ! M() } ()');
    await checkReferences('interface I { «!M»(), M() } def f(m: I!): Unit { m ! «M‸»() } ()');
  });

  it('of a name that nothing declares are its other uses', () =>
    checkReferences('def f(): Int { «nowhere»() } «nowhere‸»() + f()'));

  it('of a message to an unknown mailbox count where one interface alone has such a tag', () =>
    checkReferences(`interface I { «!M»() } def f(): Unit { nowhere ! «M‸»() } ()`));

  it('are found in broken code too', () =>
    checkReferences(`${future}def f(«!x»: Future!): Unit { «x» ! Put(1); let y = «x‸» ! } def g(`));

  it('of a built-in are its calls', () => checkReferences('«print»("a"); «pri‸nt»("print")'));

  it('are none on white space, numbers and keywords', async () => {
    for (const text of ['let x = 1‸2 in x', 'le‸t x = 1 in x', 'let x = 1 in  ‸  x']) {
      await withFixture(text, ({ document, offset }) =>
        assert.deepEqual(references(document.analysis(), offset, { declaration: true }), []),
      );
    }
  });
});

describe('the names of every example program', () => {
  const folder = new URL('../../../../examples/', import.meta.url);
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(f =>
    f.endsWith('.pat'),
  )) {
    it(`${file}: each is of one thing, whose references are the same from each of its places`, () =>
      withFixture(readFileSync(new URL(file, folder), 'utf8'), ({ document }) => {
        const analysis = document.analysis();
        const covered = new Set<number>();
        for (const entity of entities(analysis)) {
          const spans = entity.references.map(r => r.span);
          for (const { start, end } of spans) {
            assert.equal(document.text.slice(start, end), entity.name);
            assert.ok(!covered.has(start), `two things are named at ${start}`);
            covered.add(start);
            assert.deepEqual(references(analysis, start, { declaration: true }), spans);
            assert.deepEqual(references(analysis, end, { declaration: true }), spans);
          }
          if (entity.kind === 'builtin') assert.ok(isBuiltin(entity.name));
          else if (analysis.accepted) assert.ok(entity.declaration, `${entity.name} is declared nowhere`);
        }
        if (analysis.diagnostics.some(d => /^pat-E1/.test(d.code))) return;
        // No name in the text is left out: neither keyword nor atom, and not in a comment or a string.
        const words = /-o(?![\w'])|#.*|"(?:\\.|[^"\\])*"|(?<!:):[A-Za-z][\w']*|[A-Za-z][\w']*/g;
        const keywords =
          /^(let|in|spawn|new|guard|receive|free|empty|fail|from|interface|def|if|else|case|caseL|of|inl|inr|nil|fun|linfun|List|true|false|then|Int|Bool|String|Atom|Unit|R|U)$/;
        for (const { 0: word, index } of document.text.matchAll(words)) {
          if (!/^[A-Za-z]/.test(word) || keywords.test(word)) continue;
          assert.ok(covered.has(index), `${word} at ${index} is no reference of anything`);
        }
      }));
  }
});
