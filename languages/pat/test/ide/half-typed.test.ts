// Half-typed code is the normal case in an editor: what is there already must be served as if the rest were there. These
// are the features in the clauses of a guard whose pattern, or whose clauses, are missing, and around other gaps.
import assert from 'node:assert/strict';
import { completions } from '../../ide/completion.ts';
import { definition } from '../../ide/definition.ts';
import { highlights } from '../../ide/highlights.ts';
import { hover } from '../../ide/hover.ts';
import { inlayHints } from '../../ide/inlay-hints.ts';
import { linkedEditing } from '../../ide/linked-editing.ts';
import { references } from '../../ide/references.ts';
import { rename } from '../../ide/rename.ts';
import { semanticTokens } from '../../ide/tokens.ts';
import { apply } from './apply.ts';
import { withFixture } from './fixture.ts';

const interfaces = `interface Future { Put(Int), Get(User!Reply) }
interface User { Reply(Int) }
`;

/** A guard with `between` in place of its pattern; `‸` may stand anywhere in the clauses. */
function program(clauses: string, between = ''): string {
  return `${interfaces}def serve(future: Future?(Put . Get*)): Unit {
  guard future ${between}{
    ${clauses}
  }
}
()`;
}
const clauses = `receive Put(n) from future -> print(intToString(n)); serve(future)
    receive Get(user) from rest -> user ! Reply(1); serve(rest)
    free -> ()`;

/** The clauses with a cursor before the `count`th `word` of them. */
function at(word: string, count = 0): string {
  let offset = clauses.indexOf(word);
  for (let i = 0; i < count; i++) offset = clauses.indexOf(word, offset + 1);
  return `${clauses.slice(0, offset)}‸${clauses.slice(offset)}`;
}

async function diagnose(fixture: string): Promise<string[]> {
  return withFixture(fixture, ({ document }) =>
    document
      .analysis()
      .diagnostics.map(({ code, span }) => `${code} ${document.text.slice(span.start, span.end)}`),
  );
}

const gaps: readonly (readonly [string, string])[] = [
  ['no pattern and no colon', ''],
  ['a colon and no pattern', ': '],
  ['half a pattern', ': Put . '],
  ['a pattern that is no pattern', ': Put . 2 '],
];

describe('half-typed code: a guard with', () => {
  for (const [what, between] of gaps) {
    describe(what, () => {
      it('has one fault, and causes no others', async () => {
        const found = await diagnose(program(clauses, between));
        assert.equal(found.length, 1, found.join('\n'));
        assert.match(found[0] ?? '', /^pat-E(104|133) /);
      });

      it('shows what its clauses bind, at the types that the messages say', async () => {
        const shown = (fixture: string) =>
          withFixture(
            program(fixture, between),
            ({ document, offset }) =>
              /```pat\n(.*)\n```/.exec(hover(document.analysis(), offset)?.markdown ?? '')?.[1],
          );
        assert.equal(await shown(at('n)')), 'n : Int');
        assert.equal(await shown(at('n))')), 'n : Int');
        assert.equal(await shown(at('user)')), 'user : User!Reply[U]');
        assert.equal(await shown(at('user !')), 'user : User!Reply[U]');
        assert.equal(await shown(at('rest)')), 'rest : Future?(Put . Get*)[R]');
        assert.equal(await shown(at('Put(')), 'Put(Int)');
      });

      it('goes from a use to where a clause binds it, and from a tag to its interface', async () => {
        const to = (fixture: string) =>
          withFixture(program(fixture, between), ({ document, offset }) =>
            definition(document.analysis(), offset)?.targets.map(({ selection: { start } }) =>
              document.text.slice(start, start + 12),
            ),
          );
        assert.deepEqual(await to(at('n))')), ['n) from futu']);
        assert.deepEqual(await to(at('rest)')), ['rest -> user']);
        assert.deepEqual(await to(at('Get(')), ['Get(User!Rep']);
      });

      it('has its names among references and highlights, and renames them all', () =>
        withFixture(program(at('user)'), between), ({ document, offset }) => {
          const analysis = document.analysis();
          assert.equal(references(analysis, offset, { declaration: true }).length, 2);
          assert.equal(highlights(analysis, offset).length, 2);
          const answer = rename(analysis, offset, 'client');
          assert.equal(
            answer.kind === 'refused' ? answer.reason : apply(document.text, answer.edits),
            program(clauses.replaceAll('user', 'client'), between),
          );
        }));

      it('links its mailbox to the `from` names that repeat it', () =>
        withFixture(program(at('future'), between), ({ document, offset }) =>
          // The parameter, after `guard`, after the first `from` and in its clause.
          assert.equal(linkedEditing(document.analysis(), offset).length, 4),
        ));

      it('colours its names as in the whole program', async () => {
        const colours = (text: string) =>
          withFixture(text, ({ document }) =>
            semanticTokens(document.analysis())
              .filter(({ span }) => span.start > document.text.indexOf('receive Put'))
              .map(({ span, type }) => `${type} ${document.text.slice(span.start, span.end)}`),
          );
        const whole = await colours(program(clauses, ': Put . Get* '));
        assert.ok(whole.length > 10);
        assert.deepEqual(await colours(program(clauses, between)), whole);
      });

      it('offers what its clauses bind, and the messages of a payload', async () => {
        const offered = (fixture: string) =>
          withFixture(program(fixture, between), ({ document, offset }) =>
            completions(document.analysis(), offset).items.map(({ label }) => label),
          );
        assert.equal((await offered(at('n))')))[0], 'n');
        assert.ok((await offered(at('user !'))).includes('rest'));
        assert.deepEqual(await offered(at('Reply(')), ['Reply']);
      });
    });
  }

  it('no clauses still knows its mailbox and the tags of its pattern', async () => {
    const text = `${interfaces}def serve(future: Future?Put): Unit {\n  guard ‸future : Put\n}\n()`;
    await withFixture(text, ({ document, offset }) => {
      const analysis = document.analysis();
      assert.deepEqual(
        analysis.diagnostics.map(d => d.code),
        ['pat-E121'],
      );
      assert.equal(references(analysis, offset, { declaration: true }).length, 2);
      const tag = definition(analysis, document.text.lastIndexOf('Put'));
      assert.deepEqual(
        tag?.targets.map(t => t.selection.start),
        [document.text.indexOf('Put')],
      );
    });
  });

  it('no pattern asks nothing of those who send to its mailbox', async () => {
    const text = `${interfaces}def serve(future: Future?): Unit { guard future { receive Put(n) from f -> free(f) } }
let future = new[Future] in
future ! Put(1); future ! Put(2);
serve(future)`;
    assert.deepEqual(await diagnose(text), ['pat-E104 guard']);
  });

  it('no pattern still says what is wrong in its clauses', async () => {
    const wrong = clauses.replace('intToString(n)', 'n').replace('Reply(1)', 'Reply(nobody)');
    assert.deepEqual(await diagnose(program(wrong)), ['pat-E104 guard', 'pat-E204 n', 'pat-E201 nobody']);
  });

  it('no pattern has the hints of its clauses', async () => {
    const text = `${interfaces}def f(future: Future?): Unit {
  guard future { receive Get(user) from future -> let reply: User! = user in reply ! Reply(1); f(future) }
}
()`;
    await withFixture(text, ({ document }) => {
      const hints = inlayHints(
        document.analysis(),
        { start: 0, end: document.text.length },
        { patterns: true, remaining: true },
      );
      assert.deepEqual(
        hints.map(({ label }) => label.map(l => l.text).join('')),
        ['Reply'],
      );
    });
  });
});

describe('half-typed code: a type', () => {
  it('that is an interface alone gives its mailbox the messages of it', async () => {
    const text = `${interfaces}def put(f: Future): Unit { f ! ‸Put(1) }\n()`;
    assert.deepEqual(await diagnose(text), ['pat-E126 Future']);
    await withFixture(text, ({ document, offset }) => {
      const analysis = document.analysis();
      assert.equal(definition(analysis, offset)?.targets[0]?.selection.start, document.text.indexOf('Put'));
      assert.deepEqual(
        references(analysis, document.text.indexOf('Future'), { declaration: true }).length,
        2,
      );
    });
  });

  it('with half a pattern keeps its interface', async () => {
    const text = `${interfaces}def put(f: Future!(Put . )): Unit { f ! ‸Put(1) }\n()`;
    assert.deepEqual(await diagnose(text), ['pat-E104 .']);
    await withFixture(text, ({ document, offset }) =>
      assert.equal(
        definition(document.analysis(), offset)?.targets[0]?.selection.start,
        document.text.indexOf('Put'),
      ),
    );
  });
});

describe('half-typed code: a missing name', () => {
  it('may be what the names in its scope that nothing else binds stand for', async () => {
    assert.deepEqual(await diagnose('let = 1 in print(intToString(x + x))'), ['pat-E102 let']);
    assert.deepEqual(await diagnose('let = 1 in print(intToString(2)); nobody'), ['pat-E102 let']);
    assert.deepEqual(await diagnose('print(intToString(x)); let = 1 in ()'), ['pat-E201 x', 'pat-E102 let']);
  });
});

describe('half-typed code: what others cannot know of yet', () => {
  const told = async (text: string): Promise<string[]> =>
    (await diagnose(text)).map(d => d.split(' ')[0] ?? '');

  it('is how many arguments a definition takes while its parameters are written', async () => {
    assert.deepEqual(await told('def f(x: Int, ): Int { x }\nprint(intToString(f(1, 2) + f(1)))'), [
      'pat-E102',
    ]);
    assert.deepEqual(await told('def f: Int { 1 }\nprint(intToString(f(1, 2)))'), ['pat-E129']);
  });

  it('is what a message carries while its payloads are not there', async () => {
    const text = `interface A { M }
def f(a: A!): Unit { a ! M(1) }
let a = new[A] in f(a); guard a : M { receive M(x) from a -> free(a) }`;
    assert.deepEqual(await told(text), ['pat-E129']);
  });

  it('is the name of a message, an interface or a definition that has none', async () => {
    const use = 'def f(a: A!): Unit { a ! M(1) }';
    assert.deepEqual(await told(`interface A { (Int), N() }\n${use}`), ['pat-E102']);
    assert.deepEqual(await told(`interface { M(Int) }\n${use}`), ['pat-E102']);
    assert.deepEqual(await told('def (x: Int): Int { x }\nprint(intToString(f(1)))'), ['pat-E102']);
  });
});
