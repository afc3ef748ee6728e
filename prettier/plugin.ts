// `dist/prettier-plugin.mjs`: the languages for Prettier, as `prettier --plugin behavioural-types/prettier` or `plugins` in its
// configuration. What is printed is what `pat fmt` and the editor print; Prettier adds its options and its other languages
// around it (programs in Markdown fences).
import type { AstPath, Parser, ParserOptions, Plugin, Printer, SupportLanguage } from 'prettier';
import { builders } from 'prettier/doc';
import { loadLanguageFrom } from '../host/node-language.ts';
import { languages as all } from '../languages/all.ts';
import { defaultFormatOptions } from '../languages/format/options.ts';
import type { Language, Parser as LanguageParser } from '../languages/language.ts';

/** The whole text is one node: its parts are formatted where their syntax is known. */
interface Text {
  readonly kind: 'text';
  readonly text: string;
}

const { hardline, join, literalline } = builders;

export const languages: SupportLanguage[] = all.map(({ id, name, extensions }) => ({
  name,
  parsers: [id],
  extensions: [...extensions],
  vscodeLanguageIds: [id],
  linguistLanguageId: -1,
}));

function formatterOf(language: Language): { readonly parser: Parser<Text>; readonly printer: Printer<Text> } {
  let loading: Promise<LanguageParser> | undefined;
  let loaded: LanguageParser | undefined;
  const parser: Parser<Text> = {
    astFormat: language.id,
    async parse(text) {
      loading ??= loadLanguageFrom(new URL('.', import.meta.url), language);
      loaded = await loading;
      return { kind: 'text', text };
    },
    locStart: () => 0,
    locEnd: ({ text }) => text.length,
  };
  const printer: Printer<Text> = {
    print({ node }: AstPath<Text>, options: ParserOptions<Text>) {
      if (loaded === undefined) throw new Error('the text is parsed before it is printed');
      const { printWidth, tabWidth, useTabs, parentParser } = options;
      const style = { printWidth, tabWidth, useTabs: useTabs === true };
      const text = loaded.format?.(node.text, style).text ?? node.text;
      // In a fence the lines are indented as the fence is; elsewhere nothing is done to what has a syntax error.
      return join(parentParser ? hardline : literalline, text.split('\n'));
    },
  };
  return { parser, printer };
}

const formatters = all.map(language => [language.id, formatterOf(language)] as const);

export const parsers: Plugin['parsers'] = Object.fromEntries(
  formatters.map(([id, { parser }]) => [id, parser]),
);
export const printers: Plugin['printers'] = Object.fromEntries(
  formatters.map(([id, { printer }]) => [id, printer]),
);
export const defaultOptions: NonNullable<Plugin['defaultOptions']> = { ...defaultFormatOptions };
