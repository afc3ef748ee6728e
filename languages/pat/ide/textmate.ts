// The TextMate grammar: the colours until the server answers, and in Markdown. Made of the words of the language
// (`syntax/words.ts`); what it says beyond those is what stands beside a word.
import { baseTypes, type Word, wordsOf } from '../syntax/words.ts';
import { builtinNames } from '../types/builtins.ts';

/** A scope; those of an editor's themes are longer than what is said here. */
const scopes: Readonly<Record<Word['kind'], string>> = {
  item: 'keyword.other',
  control: 'keyword.control',
  function: 'storage.type.function',
  injection: 'keyword.operator.injection',
  value: 'constant.language',
  type: 'support.type.primitive',
  arrow: 'keyword.operator.arrow',
  cons: 'keyword.operator.cons',
  annotation: 'punctuation.separator.annotation',
  logical: 'keyword.operator.logical',
  comparison: 'keyword.operator.comparison',
  assignment: 'keyword.operator.assignment',
  send: 'keyword.operator.send',
  capability: 'keyword.operator.capability',
  operator: 'keyword.operator',
  separator: 'punctuation.separator',
  bracket: 'punctuation.bracket',
};
const interfaceName = 'entity.name.type.interface';
const message = 'variable.other.enummember.message';
const capital = "[A-Z][A-Za-z0-9_']*";
const small = "[a-z][A-Za-z0-9_']*";
/** Not in a word, before it and after it. */
const before = "(?<![A-Za-z0-9_'])";
const after = "(?![A-Za-z0-9_'])";

interface Scoped {
  readonly name: string;
}

function scoped(scope: string): Scoped {
  return { name: `${scope}.pat` };
}

function rule(scope: string, match: string): Scoped & { readonly match: string } {
  return { ...scoped(scope), match };
}

/** A pattern whose groups have these scopes, in order. */
function captures(match: string, ...groups: readonly string[]) {
  return { match, captures: Object.fromEntries(groups.map((scope, i) => [i + 1, scoped(scope)])) };
}

/** One of some words. */
function oneOf(words: readonly string[]): string {
  return `${before}(${words.map(escaped).join('|')})${after}`;
}

function escaped(text: string): string {
  return text.replace(/[|\\{}()[\]^$+*?.]/g, '\\$&');
}

function ofWords(kind: Word['kind']): Scoped & { readonly match: string } {
  return rule(scopes[kind], oneOf(wordsOf(kind).filter(word => /^[A-Za-z]+$/.test(word))));
}

/** A sign that ends in a letter is none where the letter goes on. */
function ofSigns(kind: Word['kind']): Scoped & { readonly match: string } {
  const signs = wordsOf(kind).map(sign => (/[a-z]$/.test(sign) ? `${sign}${after}` : escaped(sign)));
  return rule(scopes[kind], signs.join('|'));
}

/** The grammar as the file `syntaxes/pat.tmLanguage.json`. */
export function textMateGrammar(): string {
  const { item, control, send, capability, bracket, type } = scopes;
  const repository = {
    items: [
      captures(`\\b(interface)\\b(?:\\s+(${capital}))?`, `${item}.interface`, interfaceName),
      captures(`\\b(def)\\b(?:\\s+(${small}))?`, `${item}.def`, 'entity.name.function'),
    ],
    expression: [
      'comment',
      'string',
      'messages',
      'annotation',
      'keywords',
      'types',
      'names',
      'operators',
    ].map(name => ({ include: `#${name}` })),
    comment: [
      {
        ...scoped('comment.line.number-sign'),
        begin: '#',
        beginCaptures: { 0: scoped('punctuation.definition.comment') },
        end: '$',
      },
    ],
    string: [
      {
        ...scoped('string.quoted.double'),
        begin: '"',
        beginCaptures: { 0: scoped('punctuation.definition.string.begin') },
        end: '(")|$',
        endCaptures: { 1: scoped('punctuation.definition.string.end') },
        patterns: [
          rule('constant.character.escape', '\\\\[\\\\/bfnrt"]'),
          rule('invalid.illegal.escape', '\\\\.'),
        ],
      },
    ],
    messages: [
      captures(`(!)\\s*(${capital})(?=\\s*\\()`, send, message),
      captures(`${before}(receive\\*|receive)(?:\\s+(${capital}))?`, control, message),
      captures(`\\b(new)\\b(?:\\s*(\\[)\\s*(${capital}))?`, `${control}.new`, bracket, interfaceName),
    ],
    annotation: [
      rule('constant.other.symbol', "(?<![A-Za-z0-9_')\\]]|[A-Za-z0-9_')\\]]\\s):[A-Za-z][A-Za-z0-9_']*"),
      ofSigns('cons'),
      ofSigns('annotation'),
    ],
    keywords: (['control', 'function', 'value', 'injection'] as const).map(ofWords),
    types: [
      rule(type, `${oneOf([...Object.keys(baseTypes), ...wordsOf('type')])}(?!\\s*[!?])`),
      captures(`${before}(${capital})\\s*([!?])`, interfaceName, capability),
      captures('(\\[)\\s*([RU])\\s*(\\])', bracket, 'storage.modifier.usage', bracket),
    ],
    names: [
      rule(message, capital),
      rule('support.function.builtin', oneOf([...builtinNames])),
      rule('entity.name.function.call', `${before}${small}(?=\\s*\\()`),
      rule('variable.other', small),
      rule('constant.numeric.integer', '[0-9]+'),
    ],
    operators: (
      [
        'arrow',
        'logical',
        'comparison',
        'assignment',
        'send',
        'capability',
        'operator',
        'separator',
        'bracket',
      ] as const
    ).map(ofSigns),
  };
  const grammar = {
    $schema: 'https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json',
    name: 'Pat',
    scopeName: 'source.pat',
    fileTypes: ['pat'],
    patterns: [{ include: '#items' }, { include: '#expression' }],
    repository: Object.fromEntries(
      Object.entries(repository).map(([name, patterns]) => [name, { patterns }]),
    ),
  };
  return `${JSON.stringify(grammar, null, 2)}\n`;
}
