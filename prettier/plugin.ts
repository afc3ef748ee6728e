// `dist/prettier-plugin.mjs`: Pat for Prettier, as `prettier --plugin behavioural-types/prettier` or `plugins` in its
// configuration. What is printed is what `pat fmt` and the editor print; Prettier adds its options and its other languages
// around it (Pat in Markdown fences).
import type { AstPath, Parser, ParserOptions, Plugin, Printer, SupportLanguage } from 'prettier';
import { builders } from 'prettier/doc';
import { defaultFormatOptions, formatText, type PatParser } from '../languages/pat/index.ts';
import { loadParserFrom } from '../host/node-parser.ts';

/** The whole text is one node: its parts are formatted where their syntax is known. */
interface Text {
  readonly kind: 'text';
  readonly text: string;
}

const { hardline, join, literalline } = builders;
const format = 'pat';

export const languages: SupportLanguage[] = [
  {
    name: 'Pat',
    parsers: [format],
    extensions: ['.pat'],
    vscodeLanguageIds: ['pat'],
    linguistLanguageId: -1,
  },
];

let patParser: Promise<PatParser> | undefined;
let loaded: PatParser | undefined;

const parser: Parser<Text> = {
  astFormat: format,
  async parse(text) {
    patParser ??= loadParserFrom(new URL('.', import.meta.url));
    loaded = await patParser;
    return { kind: 'text', text };
  },
  locStart: () => 0,
  locEnd: ({ text }) => text.length,
};

const printer: Printer<Text> = {
  print({ node }: AstPath<Text>, options: ParserOptions<Text>) {
    if (loaded === undefined) throw new Error('the text is parsed before it is printed');
    const { printWidth, tabWidth, useTabs, parentParser } = options;
    const { text } = formatText(loaded, node.text, { printWidth, tabWidth, useTabs: useTabs === true });
    // In a fence the lines are indented as the fence is; elsewhere nothing is done to what has a syntax error.
    return join(parentParser ? hardline : literalline, text.split('\n'));
  },
};

export const parsers: Plugin['parsers'] = { [format]: parser };
export const printers: Plugin['printers'] = { [format]: printer };
export const defaultOptions: NonNullable<Plugin['defaultOptions']> = { ...defaultFormatOptions };
