// The part of package.json that comes from the languages: what the editor knows of them before the extension is started.
// `npm run manifest` writes it, and a test compares. The rest of the manifest is written by hand.
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { section } from '../host/product.ts';
import { languages as all } from '../languages/all.ts';
import { defaultFormatOptions } from '../languages/format/options.ts';
import type { Language } from '../languages/language.ts';
import type { Preference, Setting } from '../languages/settings.ts';

interface Entry {
  readonly command: string;
}

/** What is looked at here; all else stays as it is. */
export interface Manifest {
  readonly contributes: {
    readonly commands: readonly Entry[];
    readonly menus: Readonly<Record<string, readonly Entry[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
    readonly configurationDefaults: Readonly<Record<string, unknown>>;
  };
}

/** Settings of the product, which are written by hand. */
const ownGroups = new RegExp(`^${section}\\.(?:run|workspace|trace)\\.`);

/** The manifest as it is to be for some languages. */
export function manifestFor(languages: readonly Language[], manifest: Manifest): object {
  const { contributes } = manifest;
  const { commands, menus, configuration, configurationDefaults } = contributes;
  const isOurs = (key: string): string => languages.map(({ id }) => `${key} == ${id}`).join(' || ');
  const when = isOurs('resourceLangId');
  const runs = ({ command }: Entry): boolean => command === `${section}.run`;
  const kept = Object.entries(configuration.properties).filter(([key]) => ownGroups.test(key));
  const others = Object.entries(configurationDefaults).filter(([key]) => !key.startsWith('['));
  return {
    ...manifest,
    activationEvents: [
      ...languages.map(({ id }) => `onLanguage:${id}`),
      ...languages.flatMap(({ extensions }) => extensions).map(end => `workspaceContains:**/*${end}`),
    ],
    contributes: {
      ...contributes,
      languages: languages.map(languageEntry),
      grammars: languages.flatMap(grammarEntries),
      commands: commands.map(entry =>
        runs(entry) ? { ...entry, enablement: `${isOurs('editorLangId')} || ${when}` } : entry,
      ),
      menus: Object.fromEntries(
        Object.entries(menus).map(([menu, entries]) => [
          menu,
          entries.map(entry => (runs(entry) ? { ...entry, when } : entry)),
        ]),
      ),
      configuration: {
        ...configuration,
        properties: Object.fromEntries([...languages.flatMap(properties), ...kept]),
      },
      configurationDefaults: Object.fromEntries([
        ...others,
        ...languages.map(({ id }) => [`[${id}]`, editorDefaults]),
      ]),
    },
  };
}

function languageEntry({ id, name, extensions }: Language): object {
  return { id, aliases: [name], extensions, configuration: `./syntaxes/${id}.language-configuration.json` };
}

/** Of the language itself, and of its programs in Markdown. */
function grammarEntries({ id }: Language): object[] {
  return [
    { language: id, scopeName: `source.${id}`, path: `./syntaxes/${id}.tmLanguage.json` },
    {
      scopeName: `markdown.${id}.codeblock`,
      path: `./syntaxes/${id}.markdown.tmLanguage.json`,
      injectTo: ['text.html.markdown'],
      embeddedLanguages: { [`meta.embedded.block.${id}`]: id },
    },
  ];
}

function properties({ id, settings, preferences }: Language): [string, object][] {
  return [...settings, ...preferences].map(setting => [`${id}.${setting.key}`, property(setting)]);
}

function property(setting: Setting | Preference): object {
  const { default: value, meaning: markdownDescription } = setting;
  if (setting.kind === 'flag')
    return { type: 'boolean', default: value, scope: 'resource', markdownDescription };
  return {
    type: 'string',
    enum: setting.choices.map(choice => choice.value),
    default: value,
    scope: 'resource',
    markdownEnumDescriptions: setting.choices.map(({ meaning }) => meaning),
    markdownDescription,
  };
}

const editorDefaults = {
  'editor.tabSize': defaultFormatOptions.tabWidth,
  'editor.insertSpaces': !defaultFormatOptions.useTabs,
  'editor.detectIndentation': false,
  'editor.wordBasedSuggestions': 'off',
  'editor.acceptSuggestionOnEnter': 'smart',
  'editor.defaultFormatter': 'behavioural-types.behavioural-types',
};

const file = new URL('../package.json', import.meta.url);

export function readManifest(): Manifest {
  return JSON.parse(readFileSync(file, 'utf8'));
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(file, `${JSON.stringify(manifestFor(all, readManifest()), null, 2)}\n`);
}
