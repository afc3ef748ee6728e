// From a name to its other places: definition, type definition, highlights, the hierarchies and linked editing.

import assert from 'node:assert/strict';
import type { Definition, HierarchyCall } from '../../../answers.ts';
import type { Span } from '../../../diagnostic.ts';
import { type Analysis, PatDocument } from '../../analysis.ts';
import { hierarchyItemAt, incomingCalls, outgoingCalls } from '../../ide/call-hierarchy.ts';
import { definition, typeDefinition } from '../../ide/definition.ts';
import { highlights } from '../../ide/highlights.ts';
import { linkedEditing } from '../../ide/linked-editing.ts';
import { references } from '../../ide/references.ts';
import { prepareRename, rename } from '../../ide/rename.ts';
import { testParser } from '../parser.ts';
import { withFixture } from './fixture.ts';

const future = `interface Future { Put(Int), Get(User!) }
interface User { Reply(Int) }
`;

/** Line and text of each place, as `3 Put`. */
function show(text: string, spans: readonly Span[]): string[] {
  return spans.map(
    ({ start, end }) => `${text.slice(0, start).split('\n').length} ${text.slice(start, end)}`,
  );
}

type Question = (analysis: Analysis, offset: number) => Definition | undefined;

async function check(
  question: Question,
  fixture: string,
  origin: string,
  ...targets: string[]
): Promise<void> {
  await withFixture(fixture, ({ document, offset }) => {
    const found = question(document.analysis(), offset);
    assert.deepEqual(
      found && show(document.text, [found.origin])[0]?.replace(/^\d+ /, ''),
      origin || undefined,
    );
    const places = (found?.targets ?? []).map(t => t.selection);
    assert.deepEqual(show(document.text, places), targets);
    for (const { span, selection } of found?.targets ?? [])
      assert.ok(span.start <= selection.start && selection.end <= span.end);
  });
}

describe('definition', () => {
  it('of a variable is its binder', () => check(definition, 'let x = 1 in\nlet x = 2 in\n‸x', 'x', '2 x'));

  it('of a mailbox inside a clause is the name after `from`', () =>
    check(
      definition,
      `${future}def f(m: Future?): Unit {\n guard m : Put {\n receive Put(x)\n from m ->\n free(‸m) } } ()`,
      'm',
      '6 m',
    ));

  it('of a mailbox inside a clause without `from` is the guarded variable’s', () =>
    check(
      definition,
      `${future}def f(m: Future?): Unit {\n guard m : Put {\n receive Put(x) -> free(m‸) } } ()`,
      'm',
      '3 m',
    ));

  it('of a call is the definition, with all of it', async () => {
    const program = 'def f(): Int {\n  1\n}\n‸f()';
    await check(definition, program, 'f', '1 f');
    await withFixture(program, ({ document, offset }) => {
      const [target] = definition(document.analysis(), offset)?.targets ?? [];
      assert.equal(document.text.slice(target?.span.start, target?.span.end), 'def f(): Int {\n  1\n}');
    });
  });

  it('of an interface name is its declaration', () =>
    check(definition, `${future}let m = new[Us‸er] in free(m)`, 'User', '2 User'));

  it('of a tag is the message’s declaration, where it is sent, received and in patterns', async () => {
    const program = `interface Other { Put() }\n${future}
def f(m: Future!Put): Unit { m ! Put(1) }
def g(m: Future?Put): Unit { guard m : Put { receive Put(x) from m -> free(m) } }
f(new[Future])`;
    for (const place of ['!Put', '! Put', '?Put', ': Put', 'receive Put']) {
      const at = program.indexOf(place) + place.length - 1;
      await check(definition, `${program.slice(0, at)}‸${program.slice(at)}`, 'Put', '2 Put');
    }
  });

  it('of a declaration is itself', () => check(definition, 'def ‸f(): Int { 1 } f()', 'f', '1 f'));

  it('is none of a built-in, an unknown name and white space', async () => {
    await check(definition, '‸print("a")', '');
    await check(definition, 'nowhere‸', '');
    await check(definition, 'let x = 1 in ‸ x', '');
  });
});

describe('type definition', () => {
  it('of a mailbox variable is its interface, used or bound, known by inference too', async () => {
    await check(typeDefinition, `${future}def f(m‸: Future!): Unit { m ! Put(1) } ()`, 'm', '1 Future');
    await check(typeDefinition, `${future}let m = new[Future] in ‸m ! Put(1)`, 'm', '1 Future');
    await check(
      typeDefinition,
      `${future}def f(m: Future?): Unit { guard m : Get { receive Get(u) from m -> free(m); u‸ ! Reply(1) } } ()`,
      'u',
      '2 User',
    );
  });

  it('of data and functions are all interfaces in their types, each once', async () => {
    await check(
      typeDefinition,
      `${future}def f(p: (User! * List(Future!) * User!)): Unit { g(‸p) } ()`,
      'p',
      '2 User',
      '1 Future',
    );
    await check(
      typeDefinition,
      `${future}def f(m: Future!, n: Int): User? { new[User] } let x = ‸f in ()`,
      'f',
      '1 Future',
      '2 User',
    );
  });

  it('of a tag is the interface that has it', () =>
    check(typeDefinition, `${future}def f(u: User!): Unit { u ! Rep‸ly(1) } ()`, 'Reply', '2 User'));

  it('of a guard and its clauses, at their words, is the interface of the mailbox', async () => {
    const program = `${future}def f(m: Future?): Unit { ‸guard m : Put { receive Put(x) from m -> free(m) } } ()`;
    await check(typeDefinition, program, 'guard', '1 Future');
    await check(
      typeDefinition,
      program.replace('‸', '').replace('receive', 'rec‸eive'),
      'receive',
      '1 Future',
    );
  });

  it('is none of what holds no mailbox, and of an unknown interface', async () => {
    await check(typeDefinition, 'let x = 1 in ‸x', '');
    await check(typeDefinition, 'def f(‸m: Nowhere!): Unit { () } ()', '');
  });
});

describe('highlights', () => {
  async function checkHighlights(fixture: string, expected: readonly string[]): Promise<void> {
    await withFixture(fixture, ({ document, offset }) => {
      const found = highlights(document.analysis(), offset);
      const places = show(
        document.text,
        found.map(h => h.span),
      );
      assert.deepEqual(
        found.map(({ kind }, i) => `${kind} ${places[i]}`),
        expected,
      );
    });
  }

  it('tell the sends of a message, which write, from the clauses, which read', () =>
    checkHighlights(
      `${future}def f(m: Future!Put): Unit {
        m ! Put(1) }
      def g(m: Future?): Unit {
        guard m : Put {
          receive P‸ut(x) from m -> free(m) } } ()`,
      ['text 1 Put', 'text 3 Put', 'write 4 Put', 'text 6 Put', 'read 7 Put'],
    ));

  it('tell the binder of a variable, which writes, from its uses', () =>
    checkHighlights('let x = 1 in\nx +\n‸x', ['write 1 x', 'read 2 x', 'read 3 x']));

  it('begin anew where `from` binds the mailbox', () =>
    checkHighlights(
      `${future}def f(m: Future?): Unit {
        guard m : Put {
          receive Put(x) from ‸m ->
            free(m) } } ()`,
      ['write 5 m', 'read 6 m'],
    ));

  it('tell a definition from its calls', () =>
    checkHighlights('def f(): Int { 1 }\n‸f()', ['write 1 f', 'read 2 f']));
});

describe('the call hierarchy', () => {
  const program = `def leaf(): Int { 1 }
def twice(g: () -> Int): Int { g() + g() + leaf() }
def again(n: Int): Int { if (n == 0) { twice(leaf) } else { again(n - 1) } }
print(intToString(again(leaf() + twice(leaf))))`;

  function said(text: string, calls: readonly HierarchyCall[]): string[] {
    return calls.map(({ item, places }) => `${item.name}: ${show(text, places).join(', ')}`);
  }

  it('has definitions with their types', () =>
    withFixture(program.replace('def twice', 'def ‸twice'), ({ document, offset }) => {
      const item = hierarchyItemAt(document.analysis(), offset);
      assert.equal(item?.name, 'twice');
      assert.equal(item?.detail, '(() -> Int): Int');
      assert.match(document.text.slice(item?.span.start, item?.span.end), /^def twice.*leaf\(\) }$/s);
      assert.equal(document.text.slice(item?.selection.start, item?.selection.end), 'twice');
    }));

  it('has the callers of a definition, the body too, and where it is passed as a value', () =>
    withFixture(program.replace('leaf', '‸leaf'), ({ document, offset }) => {
      const analysis = document.analysis();
      const item = hierarchyItemAt(analysis, offset);
      assert.deepEqual(said(document.text, item ? incomingCalls(analysis, item.key) : []), [
        'twice: 2 leaf',
        'again: 3 leaf',
        'program: 4 leaf, 4 leaf',
      ]);
    }));

  it('has what a definition and the body call, itself too, without built-ins', () =>
    withFixture(program, ({ document }) => {
      const analysis = document.analysis();
      assert.deepEqual(said(document.text, outgoingCalls(analysis, { kind: 'definition', name: 'again' })), [
        'twice: 3 twice',
        'leaf: 3 leaf',
        'again: 3 again',
      ]);
      assert.deepEqual(said(document.text, outgoingCalls(analysis, { kind: 'body' })), [
        'again: 4 again',
        'leaf: 4 leaf, 4 leaf',
        'twice: 4 twice',
      ]);
    }));

  it('has who sends a message and who receives it', () =>
    withFixture(
      `interface Other { Put(Int) }
interface Future { Put(Int) }
def send(m: Future!, o: Other!): Unit { m ! Put(1);
  o ! Put(2); m ! Put(3) }
def take(m: Future?): Int { guard m : Put . Put {
  receive P‸ut(x) from rest -> guard rest : Put { receive Put(y) from m -> free(m); x + y } } }
let m = new[Future] in m ! Put(4); take(m)`,
      ({ document, offset }) => {
        const analysis = document.analysis();
        const item = hierarchyItemAt(analysis, offset);
        assert.equal(item?.name, 'Future.Put');
        assert.equal(item?.detail, '(Int)');
        assert.deepEqual(show(document.text, item ? [item.span, item.selection] : []), [
          '2 Put(Int)',
          '2 Put',
        ]);
        assert.deepEqual(said(document.text, item ? incomingCalls(analysis, item.key) : []), [
          'send: 3 m ! Put(1), 4 m ! Put(3)',
          'program: 7 m ! Put(4)',
        ]);
        assert.deepEqual(said(document.text, item ? outgoingCalls(analysis, item.key) : []), [
          'take: 6 receive Put(x) from rest, 6 receive Put(y) from m',
        ]);
      },
    ));

  it('has nothing for variables, interfaces, built-ins and what is declared nowhere', async () => {
    for (const text of [
      'let ‸x = 1 in x',
      'interface ‸I { M() } ()',
      '‸print("a")',
      '‸nowhere()',
      'interface I { M() } def f(m: I!): Unit { m ! ‸N() } ()',
      'let x = 1 in ‸ x',
    ]) {
      await withFixture(text, ({ document, offset }) =>
        assert.equal(hierarchyItemAt(document.analysis(), offset), undefined, text),
      );
    }
  });

  it('finds nothing for what is gone from the text since', () =>
    withFixture('()', ({ document }) => {
      const analysis = document.analysis();
      for (const key of [
        { kind: 'definition', name: 'f' },
        { kind: 'message', interface: 'I', tag: 'M' },
        { kind: 'body' },
      ] as const) {
        assert.deepEqual(incomingCalls(analysis, key), []);
        assert.deepEqual(outgoingCalls(analysis, key), []);
      }
    }));
});

describe('linked editing', () => {
  const program = `${future}def f(m: Future?, x: Int): Unit {
  print("m");
  guard m : Put . Get* {
    receive Put(x) from m ->
      guard m : Get* {
        empty(m) -> free(m)
        receive Get(u) from rest -> u ! Reply(x); f(rest, x)
      }
    receive Get(u) from other -> f(other, x)
  }
}
()`;

  async function checkLinked(fixture: string, expected: readonly string[]): Promise<void> {
    await withFixture(fixture, ({ document, offset }) =>
      assert.deepEqual(show(document.text, linkedEditing(document.analysis(), offset)), expected),
    );
  }

  const all = ['3 m', '5 m', '6 m', '7 m', '8 m', '8 m'];

  it('at a guard links the mailbox’s binding, the same name after `from`, and the uses of both', () =>
    checkLinked(program.replace('guard m : Put', 'guard m‸ : Put'), all));

  it('at a `from` name links the same', () => checkLinked(program.replace('from m', 'from ‸m'), all));

  it('at a guard in a clause links what the clause binds', () =>
    checkLinked(program.replace('guard m : Get*', 'guard ‸m : Get*'), ['6 m', '7 m', '8 m', '8 m']));

  it('links nothing elsewhere, nor where the names differ', async () => {
    await checkLinked(program.replace('f(m:', 'f(‸m:'), []);
    await checkLinked(program.replace('free(m)', 'free(‸m)'), []);
    await checkLinked(program.replace('from other', 'from ‸other'), []);
    await checkLinked(program.replace('from rest', 'from ‸rest'), []);
    await checkLinked(
      `${future}def f(m: Future?): Unit { guard ‸m : Put { receive Put(x) from y -> free(y) } } ()`,
      [],
    );
  });

  it('links nothing where damaged code may hold the name', () =>
    checkLinked(
      `${future}def f(m: Future?): Unit { guard ‸m : Put { receive Put(x) from m -> from ) m ] = free(m) } } ()`,
      [],
    ));
});

describe('every question about every place', () => {
  it('is answered for cut-off and garbled texts, with places in the text', async () => {
    const program = `${future}# m
def f(m: Future?Put, g: (Int) -> Int): (Int * Int) {
  guard m : Put { receive Put(x) -> free(m); (g(x), x) empty(y) -> free(y); (1, 2) }
}
let (a, b) = f(new[Future], fun(x: Int): Int { x + 1 }) in
spawn { print("m \\" x"); print(intToString(a)) }; case inl(a) : (Int + Int) of { inl(x): Int -> x | inr(y): Int -> b }`;
    const texts: string[] = [];
    for (let at = 0; at < program.length; at += 7) {
      texts.push(program.slice(0, at), program.slice(at), program.slice(0, at) + program.slice(at + 5));
    }
    const document = new PatDocument(await testParser(), '');
    try {
      for (const text of texts) {
        document.edit(0, document.text.length, text);
        const analysis = document.analysis();
        const within = ({ start, end }: Span): boolean => 0 <= start && start < end && end <= text.length;
        for (let offset = 0; offset <= text.length; offset += 3) {
          const spans = [
            ...references(analysis, offset, { declaration: true }),
            ...highlights(analysis, offset).map(h => h.span),
            ...linkedEditing(analysis, offset),
            ...[definition, typeDefinition].flatMap(question => {
              const found = question(analysis, offset);
              return found ? [found.origin, ...found.targets.flatMap(t => [t.span, t.selection])] : [];
            }),
          ];
          const item = hierarchyItemAt(analysis, offset);
          if (item !== undefined) {
            for (const call of [...incomingCalls(analysis, item.key), ...outgoingCalls(analysis, item.key)])
              spans.push(...call.places, call.item.span, call.item.selection);
          }
          const place = prepareRename(analysis, offset);
          if (place.kind === 'place') {
            spans.push(place.span);
            const answer = rename(analysis, offset, /^[A-Z]/.test(place.name) ? 'Zz' : 'zz');
            if (answer.kind === 'edits') spans.push(...answer.edits.map(e => e.span));
          }
          assert.ok(spans.every(within), `at ${offset} of ${text}`);
        }
      }
    } finally {
      document.dispose();
    }
  });
});
