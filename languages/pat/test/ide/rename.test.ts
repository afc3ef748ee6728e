// Rename refuses in words what would change the program, and says where the trouble is.
import assert from 'node:assert/strict';
import { prepareRename, rename } from '../../ide/rename.ts';
import { apply } from './apply.ts';
import { withFixture } from './fixture.ts';

async function checkRename(fixture: string, name: string, expected: string): Promise<void> {
  await withFixture(fixture, ({ document, offset }) => {
    const answer = rename(document.analysis(), offset, name);
    assert.equal(answer.kind === 'refused' ? answer.reason : apply(document.text, answer.edits), expected);
  });
}

async function checkRefused(fixture: string, reason: string): Promise<void> {
  await withFixture(fixture, ({ document, offset }) => {
    const answer = prepareRename(document.analysis(), offset);
    assert.equal(answer.kind === 'refused' ? answer.reason : answer.name, reason);
  });
}

const interfaces = `interface Future { Put(Int), Get(User!) }
interface User { Reply(Int) }
`;

describe('rename', () => {
  it('changes a guarded mailbox and the name after `from` each alone', async () => {
    const program = (outer: string, inner: string): string =>
      `${interfaces}def f(${outer}: Future?): Unit { guard ${outer} : Put { receive Put(x) from ${inner} -> free(${inner}) } } ()`;
    await checkRename(program('m', 'm').replace('guard m', 'guard ‸m'), 'box', program('box', 'm'));
    await checkRename(program('m', 'm').replace('from m', 'from ‸m'), 'box', program('m', 'box'));
  });

  it('changes the mailbox of a clause without `from` with the guarded variable', async () => {
    const program = (name: string): string =>
      `${interfaces}def f(${name}: Future?): Unit { guard ${name} : Put { receive Put(x) -> free(${name}) } } ()`;
    await checkRename(program('m').replace('free(m', 'free(‸m'), 'box', program('box'));
  });

  it('changes a message where it is declared, sent, received and in patterns, of its interface alone', async () => {
    const program = (tag: string): string => `interface Other { Put(Int) }
interface Future { ${tag}(Int), Get() }
def f(m: Future!${tag}, o: Other!Put): Unit { m ! ${tag}(1); o ! Put(1) }
def g(m: Future?(${tag} . Get*)): Unit { guard m : ${tag} . Get* { receive ${tag}(x) from m -> h(m) } }
()`;
    await checkRename(program('Put').replace('m ! Put', 'm ! ‸Put'), 'Fill', program('Fill'));
  });

  it('keeps `x -y` from becoming the arrow of linear functions', () =>
    checkRename('let y = 1 in 2 -‸y', 'o', 'let o = 1 in 2 - o'));

  it('leaves comments and strings as they are', () =>
    checkRename('# x\nlet ‸x = "x" in print(x)', 'y', '# x\nlet y = "x" in print(y)'));

  it('does nothing when the name stays', () => checkRename('let ‸x = 1 in x', 'x', 'let x = 1 in x'));

  it('refuses what is no name of its kind', async () => {
    const form = "letter, A to Z, and goes on with letters, digits, `_` and `'`.";
    for (const name of ['', 'X', '1x', '_x', 'x-y', 'x y', 'é', ' x'])
      await checkRename('let ‸x = 1 in x', name, `A variable’s name begins with a small ${form}`);
    await checkRename('def ‸f(): Int { 1 } f()', 'F', `A definition’s name begins with a small ${form}`);
    await checkRename('interface ‸I { M() } ()', 'i', `An interface’s name begins with a capital ${form}`);
    await checkRename('interface I { ‸M() } ()', 'm', `A message’s name begins with a capital ${form}`);
  });

  it('refuses words of the language and built-in functions', async () => {
    await checkRename('let ‸x = 1 in x', 'guard', '`guard` is a word of the language.');
    await checkRename('interface ‸I { M() } ()', 'List', '`List` is a word of the language.');
    await checkRename(
      'let ‸x = 1 in x',
      'print',
      '`print` is a built-in function, and would still mean that.',
    );
  });

  it('refuses a second definition, interface or message of a name', async () => {
    await checkRename(
      'def ‸f(): Int { 1 }\ndef g(): Int { 2 }\nf()',
      'g',
      'There is already a definition `g` on line 2.',
    );
    await checkRename(
      `${interfaces}()`.replace('Future', '‸Future'),
      'User',
      'There is already an interface `User` on line 2.',
    );
    await checkRename(
      `${interfaces}()`.replace('Put', '‸Put'),
      'Get',
      '`Future` already has a message `Get`, on line 1.',
    );
    await checkRename(
      `${interfaces}()`.replace('Reply', '‸Reply'),
      'Put',
      `${interfaces}()`.replace('Reply', 'Put'),
    );
  });

  it('refuses a name that is bound together with it', async () => {
    const said = '`y` is bound together with it, on line 2.';
    await checkRename('def f(‸x: Int,\ny: Int): Int { 1 } 1', 'y', said);
    await checkRename('let (‸x,\ny) = (1, 2) in 1', 'y', said);
    await checkRename('caseL nil : List(Int) of { nil -> 1 | (‸x ::\ny) -> 2 }', 'y', said);
    await checkRename(
      `interface I { M(Int) } def f(m: I?): Unit { guard m : M { receive M(‸x) from\ny -> free(y) } } ()`,
      'y',
      said,
    );
  });

  it('refuses when a use would mean a nearer binding', () =>
    checkRename(
      'let ‸x = 1 in\nlet y = 2 in\nx + y',
      'y',
      'The `x` on line 3 would then mean the `y` bound on line 2.',
    ));

  it('refuses when another name would mean this variable', async () => {
    const said = 'The `y` on line 3 would then mean this variable.';
    await checkRename('let y = 1 in\nlet ‸x = 2 in\ny + x', 'y', said);
    await checkRename('def y(): Int { 1 }\nlet ‸x = 2 in\ny() + x', 'y', said);
    await checkRename('let z = 1 in\nlet ‸x = 2 in\ny + x', 'y', said);
  });

  it('refuses when a call would mean a variable', () =>
    checkRename(
      'def ‸f(): Int { 1 }\ndef h(g: Int): Int {\nf() + g }\nh(1)',
      'g',
      'The `f` on line 3 would then mean the variable `g` bound on line 2.',
    ));

  it('takes a name whose scope is elsewhere', async () => {
    await checkRename('let ‸x = (let y = 1 in y) in x', 'y', 'let y = (let y = 1 in y) in y');
    await checkRename('let y = 1 in let ‸x = y in x', 'y', 'let y = 1 in let y = y in y');
    await checkRename(
      'def f(‸x: Int): Int { x } def g(y: Int): Int { f(y) } g(1)',
      'y',
      'def f(y: Int): Int { y } def g(y: Int): Int { f(y) } g(1)',
    );
  });

  it('refuses when a name that nothing declares would mean this one', async () => {
    await checkRename(
      'def ‸f(): Int { 1 }\ng() + f()',
      'g',
      'Nothing declares the `g` on line 2; it would then mean this definition.',
    );
    await checkRename(
      'interface ‸I { M() }\ndef f(m: J!): Unit { () } ()',
      'J',
      'Nothing declares the `J` on line 2; it would then mean this interface.',
    );
    await checkRename(
      'interface I { ‸M() }\ndef f(m: I!N): Unit { () } ()',
      'N',
      'Nothing declares the `N` on line 2; it would then mean this message.',
    );
  });

  it('refuses when it is not known which interface a tag belongs to', async () => {
    const said = 'It is not known which interface the `M` on line 3 belongs to.';
    await checkRename('interface I { ‸M() }\ninterface J { M() }\nnowhere ! M()', 'N', said);
    await checkRename('interface I { ‸N() }\ninterface J { M() }\nnowhere ! M()', 'M', said);
    await checkRename('interface I { ‸M() }\nnowhere ! M()', 'N', 'interface I { N() }\nnowhere ! N()');
  });

  it('refuses where damaged code may hold the old or the new name, and only there', async () => {
    const program = 'def f(‸x: Int): Int { from x ] = x }\ndef g(x: Int): Int { x }\nf(1)';
    await checkRename(
      program,
      'z',
      'It is not known whether the `x` on line 1 is this one: mend the error there first.',
    );
    await checkRename(
      program.replace('‸', '').replace('g(x', 'g(‸x'),
      'z',
      program.replace('‸', '').replace('g(x: Int): Int { x', 'g(z: Int): Int { z'),
    );
    await checkRename(
      'def f(‸x: Int): Int { from y ] = x }\nf(1)',
      'y',
      'It is not known what `y` is on line 1, where the code has a syntax error.',
    );
  });

  it('says what stands at a place that has no name to change', async () => {
    await checkRefused('let x = 1 in ‸ x', 'There is no name here.');
    await checkRefused('# a ‸comment\n1', 'There is no name here.');
    await checkRefused('print("a ‸string")', 'There is no name here.');
    await checkRefused('‸print("a")', '`print` is built in and cannot be renamed.');
    await checkRefused('l‸et x = 1 in x', '`let` is a word of the language and cannot be renamed.');
    await checkRefused(
      'def f(x: I‸nt): Int { x } 1',
      '`Int` is a word of the language and cannot be renamed.',
    );
    await checkRefused(':o‸k', '`:ok` is an atom, a value that is the same everywhere.');
    await checkRefused('let x = 1 in\nnowhere‸', 'Nothing declares `nowhere`, so it cannot be renamed.');
    await checkRefused(
      'interface I { M() } interface J { M() } nowhere ! ‸M()',
      'It is not known which interface this `M` belongs to, so it cannot be renamed.',
    );
    await checkRefused(
      'def f(x: Int): Int { from ‸y ] = x }',
      'The code around `y` has a syntax error: mend that first.',
    );
  });
});
