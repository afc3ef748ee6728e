// The families of texts that are measured: each construct of the language repeated, nested, left open and closed too
// often, tokens of every kind that do not end, the example of every code again and again, and whole programs that grow
// in one respect each.
import { findEntry, listCodes } from '../../languages/explain/catalogue.ts';
import { catalogue } from '../../languages/pat/index.ts';
import { type Family, nested, repeated, rows } from './texts.ts';

// -------------------------------------------------------------------------------------------------- constructs

const box = 'interface A { M(), N(Int), K(A!) }\n';
const inFunction =
  (family: Family): Family =>
  size =>
    `${box}def f(a: A?): Unit {\n${family(size)}\n}\n()\n`;

/** What stands around an expression: before it, and behind it. */
const expressions: Readonly<Record<string, readonly [open: string, close: string]>> = {
  parentheses: ['(', ')'],
  'a let, bound': ['let x = ', ' in x'],
  'a let, body': ['let x% = 1 in\n', ''],
  'a let of a tuple': ['let (x, y) = (1, 2) in ', ''],
  steps: ['print("a"); ', ''],
  condition: ['if (', ') { 1 } else { 2 }'],
  branch: ['if (true) { ', ' } else { 2 }'],
  'other branch': ['if (true) { 1 } else { ', ' }'],
  guard: ['guard a : M { receive M() from a -> ', ' }'],
  'free clause': ['guard a : 1 { free -> ', ' }'],
  spawn: ['spawn { ', ' }'],
  function: ['fun(x: Int): Int { ', ' }'],
  'linear function': ['linfun(x: Int): Int {\n', '\n}'],
  tuple: ['(1, ', ')'],
  'tuple, first': ['(', ', 1)'],
  list: ['(1 :: ', ')'],
  'list, head': ['(', ' :: nil)'],
  left: ['inl(', ')'],
  right: ['inr(', ')'],
  case: ['case ', ' of { inl(x): Int -> 1 | inr(y): Int -> 2 }'],
  'case, branch': ['case inl(1) of { inl(x): Int -> ', ' | inr(y): Int -> 2 }'],
  caseL: ['caseL ', ' : List(Int) of { nil -> 1 | (x :: y) -> 2 }'],
  'caseL, branch': ['caseL nil : List(Int) of { nil -> ', ' | (x :: y) -> 2 }'],
  call: ['f(', ')'],
  'call of a call': ['', '(a)'],
  send: ['a ! N(', ')'],
  free: ['free(', ')'],
  fail: ['fail(', ')[Int]'],
  annotation: ['(', ' : Int)'],
  sum: ['1 + ', ''],
  'sum, left': ['', ' + 1'],
  comparison: ['1 < ', ''],
  conjunction: ['true && ', ''],
  negation: ['- ', ''],
};

/** The same of types and patterns; `before` and `after` make a definition of it. */
const types: Readonly<Record<string, readonly [open: string, core: string, close: string]>> = {
  'tuple type': ['(Int * ', 'Int', ')'],
  'tuple type, first': ['(', 'Int', ' * Int)'],
  'sum type': ['(Int + ', 'Int', ')'],
  'list type': ['List(', 'Int', ')'],
  'function type': ['(Int) -> ', 'Int', ''],
  'function type, parameter': ['(', 'Int', ') -> Int'],
  'linear function type': ['(Int) -o ', 'Int', ''],
};
const patterns: Readonly<Record<string, readonly [open: string, core: string, close: string]>> = {
  'pattern in parentheses': ['(', 'M', ')'],
  'starred pattern': ['(', 'M', ')*'],
  stars: ['', 'M', '*'],
  'stars before': ['*', 'M', ''],
  union: ['M + ', 'N', ''],
  concatenation: ['M . ', 'N', ''],
  'union and concatenation': ['M . (N + ', 'K', ')'],
  'concatenation of unions': ['(M + N) . ', '1', ''],
};
const inType = ['def g(x: ', '): Unit { () }\n()\n'] as const;
const inPattern = [`${box}def g(a: A?(`, ')): Unit { free(a) }\n()\n'] as const;
const inGuard = [
  `${box}def g(a: A?): Unit { guard a : `,
  ' { free -> () receive M() from a -> free(a) } }\n()\n',
] as const;

function* constructs(): Generator<[string, Family]> {
  for (const [name, [open, close]] of Object.entries(expressions)) {
    yield [`${name}, nested`, inFunction(nested(open, '1', close))];
    yield [`${name}, left open`, inFunction(repeated(open || close, '1'))];
    if (close !== '' && open !== '') yield [`${name}, only closed`, inFunction(repeated(close, '1'))];
    yield [`${name}, steps`, inFunction(repeated(`${open}1${close};\n`, '', '()'))];
    yield [`${name}, definitions`, repeated(`def f%(a: A?): Unit { ${open}1${close} }\n`, box, '()\n')];
    yield [`${name}, twice`, inFunction(repeated(`${open}${open}1${close};\n`))];
  }
  for (const [name, [open, core, close]] of Object.entries(types)) {
    yield [`${name}, nested`, nested(open, core, close, ...inType)];
    yield [`${name}, left open`, repeated(open, ...inType)];
    yield [`${name}, parameters`, repeated(`x%: ${open}${core}${close}, `, inType[0], inType[1])];
  }
  for (const [name, [open, core, close]] of Object.entries(patterns)) {
    yield [`${name}, nested`, nested(open, core, close, ...inPattern)];
    yield [`${name}, left open`, repeated(open || close, ...inPattern)];
    yield [`${name}, in a guard`, nested(open, core, close, ...inGuard)];
  }
}

// ------------------------------------------------------------------------------------------------------ tokens

const words =
  'let in spawn new guard receive receive* free empty fail from interface def if then else case caseL of inl inr nil fun linfun List true false Int Unit f F :a 1 "a"';
const signs =
  "+ - * / && || == != < > <= >= ! ? . | -> -o :: : ; , = ( ) [ ] { } () [] {} & % @ _ ' \\ ` $ “ é 😀 \0 \ufeff \u00a0 \u2028";

/** What a token that does not end may be made of. */
const insides: Readonly<Record<string, string>> = {
  letters: 'a',
  spaces: ' ',
  parentheses: ')',
  openings: '(',
  backslashes: '\\',
  escapes: '\\n',
  'bad escapes': '\\q',
  'escaped quotes': '\\"',
  commas: ', ',
  'ends of lets': ' in',
  tabs: '\t',
  astral: '😀',
  combining: 'e\u0301',
  links: '[',
  images: '![',
  HTML: '<a',
  code: '`',
  'fences of code': '` ``',
  stars: '*',
  underscores: '_a',
  hashes: '#',
  autolinks: '<https://a',
  codes: 'pat-E401 ',
  'parts of codes': 'pat-',
  controls: '\u0001',
  slashes: '/',
};

function* tokens(): Generator<[string, Family]> {
  for (const word of words.split(' ')) {
    yield [`${word} again and again`, repeated(`${word} `)];
    yield [`lines of ${word}`, repeated(`${word}\n`)];
  }
  for (const sign of signs.split(' ')) {
    const shown = JSON.stringify(sign).slice(1, -1);
    yield [`${shown} again and again`, repeated(sign)];
    yield [`${shown} and spaces`, repeated(`${sign} `)];
    yield [`1 ${shown}`, inFunction(repeated(`1 ${sign} `))];
    yield [`x ${shown} in a let`, repeated(`${sign} `, 'let x ')];
    yield [`lines of ${shown}`, repeated(`${sign}\n`)];
  }
  for (const [name, inside] of Object.entries(insides)) {
    yield [`unclosed string of ${name}`, repeated(inside, 'print("', 'x')];
    yield [`unclosed string that ends in ${name}`, repeated(inside, 'print("x', '')];
    yield [`string of ${name}`, repeated(inside, 'print("', '")\n')];
    yield [`comment of ${name}`, repeated(inside, '# a', 'b\n()\n')];
    yield [`comment that ends in ${name}`, repeated(inside, '# a', '\n()\n')];
    yield [`documentation of ${name}`, repeated(inside, '# a', '\ndef f(): Unit { () }\nf()\n')];
    yield [`lines of documentation, ${name}`, repeated(`# ${inside}\n`, '', 'def f(): Unit { () }\nf()\n')];
    yield [`comment in a step, ${name}`, inFunction(repeated(inside, 'print("a"); # ', '\n()'))];
  }
  for (const [name, space] of Object.entries({
    spaces: ' ',
    tabs: '\t',
    lines: '\n',
    'lines with CR': '\r\n',
    CR: '\r',
    'form feeds': '\f',
    'spaces at line ends': '   \n',
    'no-break spaces': '\u00a0',
  })) {
    yield [`${name} alone`, repeated(space)];
    yield [`${name} in front`, repeated(space, '', '()\n')];
    yield [`${name} behind`, repeated(space, '()')];
    yield [`${name} in a definition`, inFunction(repeated(space, 'print("a");', '()'))];
    yield [`${name} before a definition`, repeated(space, '#\n', 'def f(): Unit { () }\nf()\n')];
    yield [`${name} in a broken let`, repeated(space, 'let x =', 'in')];
  }
  for (const [name, head] of Object.entries({ name: 'a', tag: 'A', atom: ':a', integer: '1', zeros: '0' })) {
    const tail = /\d$/.test(head) ? head : 'a';
    yield [`long ${name}`, repeated(tail, head)];
    yield [`long ${name}, bound`, repeated(tail, `let ${head}`, ' = 1 in ()')];
    yield [`long ${name} in a call`, repeated(tail, `f(${head}`, ')')];
    yield [`long ${name} in a type`, repeated(tail, `def f(x: ${head}`, '): Unit { () }\n()\n')];
  }
}

// ---------------------------------------------------------------------------------------------------- mistakes

/** The example of each code, with other names each time; programs have one body, so that is a definition here. */
function* mistakes(): Generator<[string, Family]> {
  for (const { code } of listCodes(catalogue)) {
    const program = findEntry(catalogue, code)?.entry.bad;
    if (program === undefined) continue;
    yield [`${code}, lines`, repeated(`${program.replaceAll('%', '')}\n`)];
    yield [`${code}, other names`, repeated(`${withOtherNames(program)}\n`)];
  }
}

function withOtherNames(program: string): string {
  const declared = program.matchAll(/\b(?:def|interface)\s+([A-Za-z][\w']*)/g);
  const text = [...declared].reduce(
    (now, [, name = '']) => now.replace(new RegExp(`\\b${name}\\b`, 'g'), `${name}%`),
    program.replaceAll('%', ''),
  );
  const lines = text.split('\n');
  const body = lines.findLastIndex(line => /^(?:def|interface|\}|\s|#)/.test(line)) + 1;
  if (body >= lines.length) return text;
  return [...lines.slice(0, body), 'def body%(): Unit {', ...lines.slice(body), '}'].join('\n');
}

// ---------------------------------------------------------------------------------------------------- programs

const sending = 'interface A { M() }\nlet a = new[A] in\n';

const programs: Readonly<Record<string, Family>> = {
  'misspelt long name': size => `let ${'a'.repeat(size / 2)} = 1 in ${'a'.repeat(size / 2 - 1)}b`,
  'misspelt long tag': size =>
    `interface A { ${'M'.repeat(size / 2)}() }\ndef f(a: A!): Unit { a ! ${'M'.repeat(size / 2 - 1)}N() }\n()\n`,
  'long names, all alike': size => {
    const name = 'a'.repeat(Math.sqrt(size));
    return Array.from(
      { length: Math.sqrt(size) / 2 },
      (_, i) => `def ${name}${i}(): Unit { ${name}x${i}() }\n`,
    ).join('');
  },
  'misspelt calls': rows(['def function%(): Unit { functoin%() }\n'], 'function0()\n'),
  'calls of nothing': rows(['def function%(): Unit { nothing%() }\n'], 'function0()\n'),
  'misspelt variables': rows(
    'def f(): Unit {\n',
    ['let variable% = 1 in\n'],
    ['print(intToString(varaible%));\n'],
    '()\n}\nf()\n',
  ),
  'misspelt tags': rows(
    'interface A { ',
    ['Message%(), '],
    'Z() }\ndef f(a: A!): Unit {\n',
    ['a ! Mesage%();\n'],
    '() }\n()\n',
  ),
  'misspelt interfaces': rows(
    ['interface Interface% { M() }\n'],
    ['def f%(a: Interfcae%!): Unit { a ! M() }\n'],
    '()\n',
  ),
  'misspelt words': repeated('dfe f%(x: Int): Int { lte y = x in y }\n'),
  'misspelt words in a body': inFunction(repeated('lte x% = 1 in\n')),
  'unclosed strings': repeated('"abc\n'),
  'unclosed strings in definitions': repeated('def f%(): Unit { print("abc) }\n'),
  'unclosed strings in a body': inFunction(repeated('print("abc;\n')),
  'comments in a broken let': repeated('# c\n', 'let x =\n'),
  'comments in a definition': inFunction(repeated('# c\n', '', '()')),
  'comments between steps': inFunction(repeated('print("a"); # c\n', '', '()')),
  'comments everywhere': inFunction(repeated('print( # a\n"a" # b\n) # c\n; # d\n', '', '()')),
  'comments at the end': repeated('# c\n', '()\n'),
  'comments above definitions': repeated('# The %th.\n# Again.\ndef f%(): Unit { () }\n', '', '()\n'),
  regions: repeated('# region\n', '', '()\n'),
  'regions, closed': nested('#region\n', '()\n', '#endregion\n'),
  'half a definition': repeated('def f\n'),
  'half a parameter': repeated('def f(x\n'),
  'half a body': repeated('def f%(x: Int): Int {\n'),
  'definitions on one line': repeated('def f%(): Unit { () } '),
  'definitions of the same name': repeated('def f(): Unit { () }\n', '', '()\n'),
  'interfaces of the same name': repeated('interface A { M() }\n', '', '()\n'),
  'interfaces behind definitions': repeated('def f%(): Unit { () }\ninterface A% { M() }\n', '', '()\n'),
  'tags of the same name': repeated('M(), ', 'interface A { ', 'N() }\n()\n'),
  'parameters of the same name': repeated('x: Int, ', 'def f(', 'y: Int): Unit { () }\n()\n'),
  'names of the same name': repeated('x, ', 'let (', 'y) = 1 in ()\n'),
  bodies: repeated('print("a")\n'),
  'braces that close nothing': repeated('}\n', 'def f(): Unit { () }\n'),
  'braces and bodies': repeated('() }\n', 'def f(): Unit { () }\n'),
  CRLF: repeated('def f%(): Unit {\r\n  print("a")\r\n}\r\n', '', '()\r\n'),
  'astral strings': repeated('print("😀😀😀");\n', '', '()\n'),
  'definitions that call the next': rows(
    ['def f%(n: Int): Int { if (n < 1) { n } else { f(n - 1) } }\n'],
    '()\n',
  ),
  'a chain of calls': size => {
    const count = Math.floor(size / 45);
    return `${Array.from({ length: count }, (_, i) => `def f${i}(n: Int): Int { f${(i + 1) % count}(n - ${i}) }\n`).join('')}f0(1)\n`;
  },
  'all call one': rows('def f(n: Int): Int { n }\n', ['def g%(n: Int): Int { f(n) }\n'], 'f(1)\n'),
  'one calls all': rows(
    ['def f%(n: Int): Int { n }\n'],
    'def g(): Unit {\n',
    ['print(intToString(f%(1)));\n'],
    '()\n}\ng()\n',
  ),
  'uses of one name': repeated('print(intToString(x)); ', 'let x = 1 in\n', '()\n'),
  'unused names': repeated('let x% = 1 in\n', '', '()\n'),
  'names that hide others': repeated('let x = 1 in\n', '', 'x\n'),
  'chain of lets': rows('let x0 = 1 in\n', ['let y% = x0 + 1 in\n'], 'y0\n'),
  'functions one after the other': repeated('let f% = fun(x: Int): Int { x + 1 } in\n', '', 'f0(1)\n'),
  'functions that capture': nested('let y% = 1 in fun(x: Int): Int {\n', 'x', '\n}'),
  'a wide tuple': rows('let (', ['x%, '], 'z) = (', ['1, '], '2) in z\n'),
  'a wide tuple type': rows('def f(x: (', ['Int * '], 'Int)): Unit { () }\nf((', ['1, '], 'true))\n'),
  'wide tuples that do not fit': rows(
    'def f(x: (',
    ['Int * '],
    'Int)): Unit {\n',
    ['f(1);\n'],
    '()\n}\n()\n',
  ),
  'a wide message': rows(
    'interface A { M(',
    ['Int, '],
    'Int) }\ndef f(a: A!): Unit { a ! M(',
    ['1, '],
    '1) }\n()\n',
  ),
  'wide messages': rows(
    'interface A { M(',
    ['A!, '],
    'Int) }\ndef f(a: A!): Unit {\n',
    ['a ! M(1);\n'],
    '()\n}\n()\n',
  ),
  'many parameters': rows('def f(', ['x%: Int, '], 'y: Int): Unit { () }\nf(', ['1, '], '1)\n'),
  'mailboxes as parameters': rows(
    sending.split('\n', 1)[0] ?? '',
    '\ndef f(',
    ['x%: A!, '],
    'y: Int): Unit {\n',
    ['x% ! M();\n'],
    '()\n}\n()\n',
  ),
  'many arguments too many': repeated('1, ', 'def f(): Unit { () }\nf(', '1)\n'),
  'a tag and a star': repeated(
    'a ! M();\n',
    sending,
    'guard a : M* { free -> () receive M() from a -> free(a) }\n',
  ),
  'sends one by one': rows(
    sending,
    ['a ! M();\n'],
    'guard a : ',
    ['M . '],
    '1 { free -> () receive M() from a -> free(a) }\n',
  ),
  'sends to a mailbox that is not known': repeated('a ! M();\n', 'let a = new[B] in\n', '()\n'),
  'conditional sends': repeated(
    'if (randBool()) { a ! M() } else { () };\n',
    sending,
    'guard a : M* { free -> () }\n',
  ),
  'conditional sends that are all needed': rows(
    sending,
    ['if (randBool()) { a ! M() } else { () };\n'],
    'guard a : ',
    ['(M + 1) . '],
    '1 { free -> () }\n',
  ),
  'many tags': rows(
    'interface A { ',
    ['M%(), '],
    'Z() }\ndef f(a: A?): Unit { guard a : (',
    ['M% + '],
    'Z)* { free -> () } }\n()\n',
  ),
  'many tags, each once': rows(
    'interface A { ',
    ['M%(), '],
    'Z() }\ndef f(a: A?): Unit { guard a : ',
    ['M% . '],
    'Z { free -> () } }\n()\n',
  ),
  'many clauses': rows(
    'interface A { ',
    ['M%(), '],
    'Z() }\ndef f(a: A?): Unit { guard a : (',
    ['M% + '],
    'Z)* { free -> ()\n',
    ['receive M%() from a -> f(a)\n'],
    '} }\n()\n',
  ),
  'the same clause': repeated(
    'receive M() from a -> free(a)\n',
    'interface A { M() }\ndef f(a: A?): Unit { guard a : M {\n',
    '} }\n()\n',
  ),
  'guards one after the other': repeated(
    'def f%(a: A?): Unit { guard a : M { receive M() from b -> free(b) } }\n',
    'interface A { M() }\n',
    '()\n',
  ),
  mailboxes: repeated(
    'let a% = new[A] in a% ! M(); guard a% : M { receive M() from a -> free(a) };\n',
    'interface A { M() }\n',
    '()\n',
  ),
  'mailboxes that are forgotten': repeated('let a% = new[A] in\n', 'interface A { M() }\n', '()\n'),
  'mailboxes that are freed twice': repeated(
    'free(a); ',
    'interface A { M() }\ndef f(a: A?): Unit {\n',
    '() }\n()\n',
  ),
  'mailboxes in all branches': rows(
    'interface A { M() }\n',
    ['let a% = new[A] in\n'],
    'if (randBool()) { () } else {\n',
    ['free(a%);\n'],
    '() }\n',
  ),
  'interfaces that use each other': repeated('interface A% { M(A0!), N(A1!) }\n', '', '()\n'),
  'unknown interfaces': repeated('interface A% { M(B%!) }\n', '', '()\n'),
  spawns: repeated('spawn { print("a") };\n', '', '()\n'),
  'spawns of one mailbox': repeated(
    'spawn { a ! M() };\n',
    sending,
    'guard a : M* { free -> () receive M() from a -> free(a) }\n',
  ),
  operators: repeated('1 + 2 * 3 - ', 'print(intToString(', '1))\n'),
  'operators of every strength': repeated('1 + 2 * 3 < 4 && ', '', 'true\n'),
  'wrong operands': repeated('true + "a" - ', '', '1\n'),
  semicolons: inFunction(repeated(';')),
  'stray semicolons': inFunction(repeated('(print("a");) ;\n')),
  'accepted spellings': repeated(
    'def f%(a: A?): Unit { guard a : *M { receive M() -> free(a) } }\n',
    'interface A { M() }\n',
    '()\n',
  ),
  'missing commas': repeated('x%: Int ', 'def f(', '): Unit { () }\n'),
  'missing tags': repeated('a ! ; ', 'def f(a: A!): Unit { ', '() }\n'),
  'words of other languages': repeated('function f%(x) { return x; }\n'),
  'a program of another language': repeated('fn f%(x: i32) -> i32 { match x { 0 => 1, _ => x } }\n'),
  prose: repeated('The quick brown fox, number %, jumps over the lazy dog. '),
  JSON: repeated('{"a": [1, 2, {"b": null}], "c": "d"},\n'),
  XML: repeated('<a href="b">c</a>\n'),
};

/** All families by name. */
export const families: ReadonlyMap<string, Family> = new Map([
  ...Object.entries(programs),
  ...mistakes(),
  ...tokens(),
  ...constructs(),
]);
