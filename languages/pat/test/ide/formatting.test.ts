// Formatting a selection (between `⟦` and `⟧`) and while typing (at `‸`): what changes, and above all what does not.
import assert from 'node:assert/strict';
import type { TextEdit } from '../../../diagnostic.ts';
import { defaultFormatOptions } from '../../../format/options.ts';
import { PatDocument } from '../../analysis.ts';
import { applyEdits } from '../../format/edits.ts';
import { formatText } from '../../format/index.ts';
import { formatting, rangeFormatting, rangesFormatting, typeFormatting } from '../../ide/formatting.ts';
import type { PatParser } from '../../syntax/parse.ts';
import { testParser } from '../parser.ts';

let parser: PatParser;
before(async () => {
  parser = await testParser();
});

function open<T>(text: string, use: (document: PatDocument) => T): T {
  const document = new PatDocument(parser, text);
  try {
    return use(document);
  } finally {
    document.dispose();
  }
}

function selected(fixture: string, after: string): void {
  const start = fixture.indexOf('⟦');
  const end = fixture.indexOf('⟧') - 1;
  const text = fixture.replace(/[⟦⟧]/g, '');
  const edits = open(text, d => rangeFormatting(d.analysis(), { start, end }, defaultFormatOptions));
  assert.equal(applyEdits(text, edits), after);
}

function typed(fixture: string, after: string, options = defaultFormatOptions): void {
  const offset = fixture.indexOf('‸');
  const text = fixture.replace('‸', '');
  const edits = open(text, d => typeFormatting(d.analysis(), offset, text[offset - 1] ?? '', options));
  assert.equal(applyEdits(text, edits), after);
  for (const { span } of edits) assert.ok(span.end <= offset, 'nothing behind the cursor changes');
}

const typedInVain = (fixture: string): void => typed(fixture, fixture.replace('‸', ''));

describe('formatting a selection', () => {
  it('formats the steps that it touches, and nothing else', () =>
    selected(
      `def  f(): Unit {
  g( 1 );
    g(⟦2 );
  g( 3⟧,4) ;
  g( 5 )
}
`,
      `def  f(): Unit {
  g( 1 );
  g(2);
  g(3, 4);
  g( 5 )
}
`,
    ));

  it('indents them as their neighbours are, whatever the indentation is', () =>
    selected(
      `def f(): Unit {
      g(1);
        ⟦if (true) {
    g( 2 ); g(3)
      } else { () }⟧
}
`,
      `def f(): Unit {
      g(1);
      if (true) {
        g(2);
        g(3)
      } else {
        ()
      }
}
`,
    ));

  it('indents the first below what it stands in', () =>
    selected(
      `def f(): Unit {
  guard mb : Put {
    # first
      receive Put(x) from mb ->
    # then
  ⟦g( x );⟧
      free(mb)
  }
}
`,
      `def f(): Unit {
  guard mb : Put {
    # first
      receive Put(x) from mb ->
    # then
        g(x);
      free(mb)
  }
}
`,
    ));

  it('takes the comments at the ends of the selection for no part of the next step', () =>
    selected(
      'def f(): Unit {\n  g( "#" ); ⟦# a\n  g( "# 1" ) ; # "b"\n  # c\n⟧  g( 2 )\n}\n',
      'def f(): Unit {\n  g( "#" ); # a\n  g("# 1"); # "b"\n  # c\n  g( 2 )\n}\n',
    ));

  it('formats clauses', () =>
    selected(
      `guard mb : Put + Get {
  free  -> ()
  ⟦receive  Put(x)  from mb -> g( x ); free(mb)
  receive  Get()⟧ from mb -> free( mb )
}
`,
      `guard mb : Put + Get {
  free  -> ()
  receive Put(x) from mb ->
    g(x);
    free(mb)
  receive Get() from mb -> free(mb)
}
`,
    ));

  it('formats whole items where it goes over the edge of one, with the space between them', () =>
    selected(
      `interface  A{X()}
def  f(): Int {⟦1}


def  g(): Int {⟧2}
f( )
`,
      `interface  A{X()}
def f(): Int { 1 }

def g(): Int { 2 }
f( )
`,
    ));

  it('changes nothing when it is empty, outside of everything or in an item with a syntax error', () => {
    for (const text of [
      'f( 1 ⟦⟧)\n',
      'f( 1 )\n\n ⟦ \n ⟧\n\n',
      'def f(): Unit {\n  g( ⟦1 );\n  g(\n⟧}\n',
      'def f(): Int { 1 }\n\n# ⟦x⟧\n\n\n\n def g(): Int { 1 }\n',
    ]) {
      selected(text, text.replace(/[⟦⟧]/g, ''));
    }
  });

  it('formats the whole text when all of it is selected', () => {
    for (const text of [
      '\n\n# a\ndef  f(): Int {1}\n\n\n\ninterface B{}\nf( );\ng( )\n\n\n',
      'f( );\ng( )',
      'f( )',
      'def  f(): Int {1 + }\n\n\n\ndef  f(): Int {1}',
      '\n\n# nothing\n\n\n',
    ]) {
      open(text, document => {
        const all = { start: 0, end: text.length };
        const edits = rangeFormatting(document.analysis(), all, defaultFormatOptions);
        assert.deepEqual(edits, formatting(document.analysis(), defaultFormatOptions));
        assert.equal(applyEdits(text, edits), formatText(parser, text, defaultFormatOptions).text);
      });
    }
  });

  it('formats several at once, and each step once', () => {
    const text = 'f( 1 );\nf( 2 );\nf( 3 )\n';
    const spans = [text.indexOf('3'), text.indexOf('1'), text.indexOf('1') + 1].map(start => ({
      start,
      end: start + 1,
    }));
    const edits = open(text, d => rangesFormatting(d.analysis(), spans, defaultFormatOptions));
    assert.equal(applyEdits(text, edits), 'f(1);\nf( 2 );\nf(3)\n');
  });

  it('formats what several overlap in once, as if they were one', () => {
    const text = 'def f( ): Unit { g( 1 ) }\ndef g( n:Int ): Unit {( )}\nf( );\nf( )\n';
    const spans = Array.from({ length: 40 }, (_, i) => ({ start: i, end: i + 12 }));
    open(text, document => {
      const analysis = document.analysis();
      const edits = rangesFormatting(analysis, [...spans].reverse(), defaultFormatOptions);
      assert.deepEqual(edits, rangeFormatting(analysis, { start: 0, end: 51 }, defaultFormatOptions));
      const all = { start: 0, end: text.length };
      const twice = rangesFormatting(analysis, [all, ...spans, all], defaultFormatOptions);
      assert.deepEqual(twice, formatting(analysis, defaultFormatOptions));
    });
  });
});

describe('formatting while typing', () => {
  it('formats the step that a `;` ends', () =>
    typed(
      'def f(): Unit {\n  g( 1 );\n     g( 2,3 ) ;‸\n  g( 4 )\n}\n',
      'def f(): Unit {\n  g( 1 );\n  g(2, 3);\n  g( 4 )\n}\n',
    ));

  it('keeps a `;` behind the last step, since another will come', () => {
    typed('def f(): Unit {\n  g( 1 );‸\n}\n', 'def f(): Unit {\n  g(1);\n}\n');
    typed(
      'guard mb : A + B {\n  receive A() from mb ->\n    x!B( 1 );‸\n  receive B() from mb -> free(mb)\n}\n',
      'guard mb : A + B {\n  receive A() from mb ->\n    x ! B(1);\n  receive B() from mb -> free(mb)\n}\n',
    );
    typed('g( 1 );\ng( 2 );‸', 'g( 1 );\ng(2);');
  });

  it('formats the construct that a `}` closes', () => {
    typed(
      'def f(): Unit {\n  g( 1 );\n  if(a){\n  g( 2 )\n  }else{\n  g(3)}‸\n}\n',
      'def f(): Unit {\n  g( 1 );\n  if (a) {\n    g(2)\n  } else {\n    g(3)\n  }\n}\n',
    );
    typed('def  f(): Unit {\ng( 1 )}‸\n\n\ng( 2 )\n', 'def f(): Unit {\n  g(1)\n}\n\n\ng( 2 )\n');
    typed('interface  A {X( )}‸\n', 'interface A { X() }\n');
  });

  it('works while the rest of the definition is broken, as long as the construct is whole', () => {
    typed(
      'def f(): Unit {\n  let x = in\n  g( 1 );‸\n  let y = \n}\n',
      'def f(): Unit {\n  let x = in\n  g(1);\n  let y = \n}\n',
    );
    typedInVain('def f(): Unit {\n  g( 1 +  );‸\n  g(2)\n}\n');
    typedInVain('def f(): Unit {\n  if (a) {g( 1 )}‸\n  g(2)\n}\n');
    typedInVain('def  f(): Unit { g( }‸\n');
  });

  it('changes no token, so that no accepted spelling is mended under the cursor', () =>
    typed(
      'guard mb : A {\n  receive A[x] from mb -> if (rand()) then {g( 1 ) } else { () };‸\n}\n',
      'guard mb : A {\n  receive A[x] from mb -> if (rand()) then { g(1) } else { () };\n}\n',
    ));

  it('leaves a construct whose rest behind the cursor would move', () =>
    typedInVain('f( fun(): Unit { g( 1 ) }‸,   2 );\n()\n'));

  it('does nothing in comments and strings, and for other characters', () => {
    for (const text of [
      'g( 1 ) # }‸\n',
      'g( "}‸" )\n',
      'g( "a;‸" )\n',
      'g( 1 ) # x;‸\n',
      '# }‸',
      '}‸',
      ';‸',
      'g( 1 )‸\n',
      '‸',
    ]) {
      typedInVain(text);
    }
  });

  it('indents with the tabs of what is around', () =>
    typed(
      'def f(): Unit {\n\tg(1);\n  g( 2 );‸\n\tg(3)\n}\n',
      'def f(): Unit {\n\tg(1);\n\tg(2);\n\tg(3)\n}\n',
      {
        ...defaultFormatOptions,
        useTabs: true,
      },
    ));

  it('answers at every place of a text that is being typed, and keeps its tokens', () => {
    const text = `interface Box { Put(Int) }
def f(mb: Box?): Unit {
  let x = fun(a: Int): Int { a + 1 } in
  guard mb : Put {
    receive Put(n) from mb ->
      print( "}" );
      if (n < 1) { free( mb ) } else { free( mb );
 }
  }
}
f(new[Box]);
print( "x" );
`;
    const squeezed = (s: string): string => s.replace(/\s/g, '');
    for (let end = 1; end <= text.length; end++) {
      const last = text[end - 1] ?? '';
      for (const written of [text.slice(0, end), `${text.slice(0, end)}\n}\n}`, text]) {
        const edits: readonly TextEdit[] = open(written, d =>
          typeFormatting(d.analysis(), end, last, defaultFormatOptions),
        );
        assert.equal(squeezed(applyEdits(written, edits)), squeezed(written));
      }
    }
  });
});
