// A language's settings as a table: from it come what the server reads, the flags of the command line, what a run is given,
// and their part of the extension's manifest.
import { own } from './own.ts';

export type SettingValue = boolean | string;
/** By key. */
export type SettingValues = Readonly<Record<string, SettingValue>>;

interface SettingBase {
  /** In camel case, with a dot behind the name of a group: `pat.aliasCheck`, `pat.inlayHints.patterns` in an editor. */
  readonly key: string;
  /** What it does and what it gives up, in Markdown: an editor's help. */
  readonly meaning: string;
}
interface Flag extends SettingBase {
  readonly kind: 'flag';
  readonly default: boolean;
}
interface Choice extends SettingBase {
  readonly kind: 'choice';
  readonly default: string;
  /** With what each value means, in Markdown. */
  readonly choices: readonly { readonly value: string; readonly meaning: string }[];
}
/** Of the checker: verdicts depend on it, so it is a flag on the command line too. */
export type Setting = (Flag | Choice) & {
  /** The meaning in a few words: the command line's help. Of a flag that is on by default, what switching it off does. */
  readonly short: string;
};
/** What is shown beside the text in an editor. */
export type Preference = Flag;

export function defaultsOf(settings: readonly (Setting | Preference)[]): SettingValues {
  return Object.fromEntries(settings.map(setting => [setting.key, setting.default]));
}

/** Reads the settings out of whatever a client sends: unknown keys are ignored, unknown values are the default. Never throws. */
export function readSettings(settings: readonly (Setting | Preference)[], section: unknown): SettingValues {
  return Object.fromEntries(
    settings.map(setting => {
      const given = setting.key.split('.').reduce(own, section);
      return [setting.key, isValueOf(setting, given) ? given : setting.default];
    }),
  );
}

function isValueOf(setting: Setting | Preference, value: unknown): value is SettingValue {
  return setting.kind === 'flag'
    ? typeof value === 'boolean'
    : setting.choices.some(choice => choice.value === value);
}

export function sameSettings(a: SettingValues, b: SettingValues): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every(key => own(a, key) === own(b, key));
}

/** The flag of a setting on the command line: `--alias-check <mode>`, `--no-quasi-linearity`. */
export function flagOf(setting: Setting): string {
  const name = setting.key.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
  if (setting.kind === 'choice') return `--${name} <mode>`;
  return setting.default ? `--no-${name}` : `--${name}`;
}
