// The style, construct by construct: each text beside what it becomes. The right sides are written by hand.

import assert from 'node:assert/strict';
import type { FormatOptions } from '../../../answers.ts';
import { defaultFormatOptions } from '../../../format/options.ts';
import { formatText } from '../../format/index.ts';
import type { PatParser } from '../../syntax/parse.ts';
import { testParser } from '../parser.ts';
import { formatted } from './meaning.ts';

let parser: PatParser;
before(async () => {
  parser = await testParser();
});

/** The text without the indentation of its first line, and without the line breaks around it. */
function dedented(text: string): string {
  const lines = text.replace(/^\n/, '').replace(/\n *$/, '\n').split('\n');
  const margin = /^ */.exec(lines[0] ?? '')?.[0].length ?? 0;
  return lines.map(line => line.slice(Math.min(margin, line.length - line.trimStart().length))).join('\n');
}

function becomes(before: string, after: string, options: Partial<FormatOptions> = {}): void {
  const result = formatted(parser, dedented(before), { ...defaultFormatOptions, ...options });
  assert.equal(result.text, dedented(after));
}

function stays(text: string, options: Partial<FormatOptions> = {}): void {
  becomes(text, text, options);
}

describe('formatting', () => {
  it('puts one space around operators, after commas and colons, and none inside brackets', () =>
    becomes(
      `
      interface   Box{Put( Int,User ! ) ,Get( )}
      interface User { Reply ( Int ) }
      def  f ( mb:Box ? ( Put*.Get )[ R ] ,n :Int ):( Int*Bool ){( n*2+1 ,n<3&&true )}
      let ( a,b ):( Int*Bool )=f( new [Box],2 )in
      ( a : Int );
      inl( a ) :( Int+Bool )
      `,
      `
      interface Box { Put(Int, User!), Get() }
      interface User { Reply(Int) }

      def f(mb: Box?(Put* . Get)[R], n: Int): (Int * Bool) { (n * 2 + 1, n < 3 && true) }

      let (a, b) : (Int * Bool) = f(new[Box], 2) in
      (a : Int);
      inl(a) : (Int + Bool)
      `,
    ));

  it('writes steps and clauses one below the other', () =>
    becomes(
      `
      def f(mb: Box?): Unit { let x = 1 in print("a"); guard mb : Put . Get* { free -> () receive Put(y) from mb -> print("b"); f(mb) receive* Get() from mb -> f(mb) } }
      `,
      `
      def f(mb: Box?): Unit {
        let x = 1 in
        print("a");
        guard mb : Put . Get* {
          free -> ()
          receive Put(y) from mb ->
            print("b");
            f(mb)
          receive* Get() from mb -> f(mb)
        }
      }
      `,
    ));

  it('hangs the bar of a case in front of its second arm', () =>
    becomes(
      `
      def f(s: (Int + Bool), xs: List(Int)): Int { case s of {inl(x):Int->x|inr(b):Bool->caseL xs:List(Int) of{nil->0|(x::ys)->print("x");
      x}}
      }
      `,
      `
      def f(s: (Int + Bool), xs: List(Int)): Int {
        case s of {
          inl(x) : Int -> x
        | inr(b) : Bool ->
            caseL xs : List(Int) of {
              nil -> 0
            | (x :: ys) ->
                print("x");
                x
            }
        }
      }
      `,
    ));

  it('keeps the choice between one line and several where both are possible', () =>
    stays(`
      def one(n: Int): Int { n }

      def two(n: Int): Int {
        n
      }

      if (true) { one(1) } else { two(2) };
      if (true) {
        one(1)
      } else {
        two(2)
      };
      spawn { () };
      spawn {
        ()
      };
      guard mb : Put . Put {
        free -> ()
        receive Put(x) from mb ->
          free(mb)
      }
    `));

  it('breaks what is too long at its commas and operators', () =>
    becomes(
      `
      def longName(first: Box?(Put . Get*), second: Box!(Put . Get*), third: Int): (Int * String) { longName(first, second, third + 1000 + 2000 + 3000 + 4000 + 5000) }
      let x = longFunctionName(1, 2, 3) + longFunctionName(1, 2, 3) + longFunctionName(1, 2, 3) in
      box ! Message(longFunctionName(1, 2, 3), longFunctionName(1, 2, 3), longFunctionName(3));
      (1000000 :: (2000000 :: (3000000 :: (4000000 :: (5000000 :: (6000000 :: nil))))))
      `,
      `
      def longName(
        first: Box?(Put . Get*),
        second: Box!(Put . Get*),
        third: Int
      ): (Int * String) {
        longName(
          first,
          second,
          third + 1000 + 2000 + 3000 + 4000 + 5000
        )
      }

      let x =
        longFunctionName(1, 2, 3) +
          longFunctionName(1, 2, 3) +
          longFunctionName(1, 2, 3)
      in
      box ! Message(
        longFunctionName(1, 2, 3),
        longFunctionName(1, 2, 3),
        longFunctionName(3)
      );
      (1000000 :: (2000000 :: (3000000 :: (4000000 ::
        (5000000 :: (6000000 :: nil))))))
      `,
      { printWidth: 50 },
    ));

  it('begins a function that is the last argument on the line of the call', () =>
    becomes(
      `
      def f(): Unit { each(numbers, fun(n: Int): Unit { print(intToString(n)); print(",") }) }
      `,
      `
      def f(): Unit {
        each(numbers, fun(n: Int): Unit {
          print(intToString(n));
          print(",")
        })
      }
      `,
    ));

  it('puts a value of several steps below its let', () =>
    becomes(
      `
      let x = let y = 1 in y + 1 in let z = guard mb : 1 { free -> 2 } in x
      `,
      `
      let x =
        let y = 1 in
        y + 1
      in
      let z = guard mb : 1 {
        free -> 2
      } in
      x
      `,
    ));

  it('keeps parentheses, but only one pair where they are doubled', () =>
    becomes(`f(((1 + 2)) * 3, ((x)), (a + (b + c)), (()))`, `f((1 + 2) * 3, (x), (a + (b + c)), (()))\n`));

  it('keeps how patterns with + and . group', () =>
    stays(
      `
      def f(mb: Box?((A . B + C)* . (D + 1)), n: Box!A[U], m: Box?0): Unit {
        guard mb : A . B + C { free -> () }
      }
    `.replace('{ free -> () }\n', '{\n          free -> ()\n        }\n'),
    ));

  it('keeps strings and numbers as they are written', () =>
    stays(String.raw`
      print("  \"a\\\n\t# no comment ;  ");
      f(:ok, 4611686018427387903)
    `));

  it('writes the canonical form of all spellings that are also accepted', () =>
    becomes(
      `
      def f(mb: Box?(Put.*Get), n:Int): Unit {
        let x = 1; in
        if (rand()) then { print("a"); } else { () };
        guard mb :Put . *Get { receive Put[x] from mb -> f(mb, n) receive Get(u) -> f(mb, x); }
      }
      `,
      `
      def f(mb: Box?(Put . Get*), n: Int): Unit {
        let x = 1 in
        if (randBool()) { print("a") } else { () };
        guard mb : Put . Get* {
          receive Put(x) from mb -> f(mb, n)
          receive Get(u) from mb -> f(mb, x)
        }
      }
      `,
    ));

  describe('of comments', () => {
    it('keeps each where it documents something, indented with it', () =>
      becomes(
        `
            # The file.


        # A box.
        interface Box { # its messages
        # Puts.
        Put(Int), # with a number
           Get() }
        # Runs.
        def f(mb: Box?): Unit { # begins
        # a step
        print("a");   # said


        # at last
        print("b") # done
        # and nothing more
        }
        # The body.
        f(new[Box])   # runs
        # The end.
        `,
        `
        # The file.

        # A box.
        interface Box { # its messages
          # Puts.
          Put(Int), # with a number
          Get()
        }

        # Runs.
        def f(mb: Box?): Unit { # begins
          # a step
          print("a"); # said

          # at last
          print("b") # done
          # and nothing more
        }

        # The body.
        f(new[Box]) # runs
        # The end.
        `,
      ));

    it('leaves a comment with the clause that it is indented under', () =>
      stays(`
        guard mb : Put . Get {
          # the first
          receive Put(x) from mb ->
            free(mb)
            # print(x)

          # the second
          receive Get(u) from mb -> free(mb)
          # no more
        }
      `));

    it('keeps them inside a line, which goes on below', () =>
      becomes(
        `
        f(1, # one
          2);
        let x # name
          = 5 in
        x + # plus
        1
        `,
        `
        f(
          1, # one
          2
        );
        let x # name
          = 5 in
        x + # plus
          1
        `,
      ));

    it('keeps them in brackets with nothing else in them', () =>
      stays(`
        f( # nothing
          );
        ()
      `));
  });

  it('keeps one blank line between steps, clauses, messages and comments, and none at the ends of braces', () =>
    becomes(
      `

      interface Box {

        Put(),


        Get()

      }
      def f(): Unit {

        print("a");



        print("b")

      }


      f()


      `,
      `
      interface Box {
        Put(),

        Get()
      }

      def f(): Unit {
        print("a");

        print("b")
      }

      f()
      `,
    ));

  it('keeps the lines of short interfaces together or apart, as they are', () =>
    becomes(
      `
      interface A { X() }
      interface B { X() }


      # With a comment.
      interface C {
        X()
      }
      interface D { X() }
      def f(): Unit { () }
      def g(): Unit { () }
      `,
      `
      interface A { X() }
      interface B { X() }

      # With a comment.
      interface C {
        X()
      }

      interface D { X() }

      def f(): Unit { () }

      def g(): Unit { () }
      `,
    ));

  it('indents with tabs where asked to', () =>
    becomes(
      `
      def f(): Unit {
        print("a"); case s of { inl(x): Int -> print("b"); g() | inr(y): Int -> () }
      }
      `,
      `
      def f(): Unit {
      \tprint("a");
      \tcase s of {
      \t\tinl(x) : Int ->
      \t\t\tprint("b");
      \t\t\tg()
      \t| inr(y) : Int -> ()
      \t}
      }
      `,
      { useTabs: true },
    ));

  it('keeps the line ends of the file', () => {
    const { text } = formatted(parser, 'def f(): Unit {\r\nprint("a") ; # x\r\n\r\n\r\nf() }\r\nf()');
    assert.equal(text, 'def f(): Unit {\r\n  print("a"); # x\r\n\r\n  f()\r\n}\r\n\r\nf()\r\n');
  });

  it('gives an empty text for white space, and keeps a text of comments', () => {
    assert.equal(formatted(parser, ' \n\n').text, '');
    assert.equal(formatted(parser, '').text, '');
    assert.equal(formatted(parser, '\n  # a\n\n\n#b  ').text, '# a\n\n#b\n');
  });

  it('leaves an item with a syntax error and the space around it as they are, and formats the others', () => {
    const before = 'def  f(): Int {1}\n\n\n\n# broken\ndef g( ): Int  {  1 +  }\n\n\n\ndef  h(): Int {2}';
    const { text, left } = formatted(parser, before);
    assert.equal(
      text,
      'def f(): Int { 1 }\n\n\n\n# broken\ndef g( ): Int  {  1 +  }\n\n\n\ndef h(): Int { 2 }\n',
    );
    assert.deepEqual(
      left.map(({ span }) => before.slice(span.start, span.end)),
      ['def g( ): Int  {  1 +  }'],
    );
    assert.match(left[0]?.fault.message ?? '', /After `\+` an expression is missing/);
  });

  it('leaves text that belongs to nothing', () => {
    const before = 'def  f(): Int {1}\n}  }\ndef  g(): Int {2}\n';
    assert.equal(formatted(parser, before).text, 'def f(): Int { 1 }\n}  }\ndef g(): Int { 2 }\n');
  });

  it('makes the smallest edits', () => {
    const text = 'def f(): Unit {\n   print("a");\n  print( "b")\n}\n';
    const { edits } = formatText(parser, text, defaultFormatOptions);
    const at = (piece: string): number => text.indexOf(piece);
    assert.deepEqual(edits, [
      { span: { start: at('print("a")') - 1, end: at('print("a")') }, text: '' },
      { span: { start: at(' "b"'), end: at('"b"') }, text: '' },
    ]);
  });

  it('takes deep nesting and long files', () => {
    const deep = 240;
    formatted(parser, `${'f('.repeat(deep)}1${')'.repeat(deep)}`);
    formatted(parser, `${'(1 + '.repeat(deep)}1${')'.repeat(deep)}`);
    formatted(parser, `${'if (true) { '.repeat(deep)}()${' } else { () }'.repeat(deep)}`);
    formatted(parser, `${'f(fun(x: Int): Int { '.repeat(100)}1${' })'.repeat(100)}`);
    formatted(parser, `let x = 1 in\n${'print("a");'.repeat(5000)}x`);
  });
});
