// The checker's settings (spec §6, "Settings"): per workspace in an editor, flags on the command line.
import { defaultsOf, type Preference, type Setting, type SettingValues } from '../settings.ts';

export interface Settings {
  /** Which variables a `receive` clause may use beside what it receives. */
  readonly aliasCheck: 'strict' | 'interface' | 'none';
  /** Off: usages are ignored. */
  readonly quasiLinearity: boolean;
  /** On: putting together the parts of one step behaves as sequencing. */
  readonly joinNotCombine: boolean;
  /** On: data structures may hold second-class mailboxes. */
  readonly liberalDatatypes: boolean;
}

/** What each setting promises and what it gives up: docs/promises.md. */
export const settingsTable: readonly Setting[] = [
  {
    key: 'aliasCheck',
    kind: 'choice',
    default: 'interface',
    choices: [
      { value: 'strict', meaning: 'None at all, and no linear function.' },
      {
        value: 'interface',
        meaning:
          'None whose interface a payload of the message has too, since both could be one mailbox; beside a linear function none.',
      },
      {
        value: 'none',
        meaning:
          'Any. **Gives up** that a process knows each mailbox by one name: it may wait for itself, or send to a mailbox that it freed under another name.',
      },
    ],
    meaning: 'Which mailboxes the body of a `receive` clause may use beside the ones that it receives.',
    short: 'which mailboxes a receive clause may use beside its own (none: any, also under two names)',
  },
  {
    key: 'quasiLinearity',
    kind: 'flag',
    default: true,
    meaning:
      'Tell returnable mailboxes `[R]` from usable ones `[U]`, so that a mailbox is never used after it is freed, and a process never waits for itself. Off: usages are ignored. **Gives up** both, wherever a mailbox is bound, returned, stored or received: `let m = mb in …` makes two names for one mailbox.',
    short: 'do not tell returnable from usable mailboxes (a process may wait for itself)',
  },
  {
    key: 'joinNotCombine',
    kind: 'flag',
    default: false,
    meaning:
      'Let the parts of one step (the arguments of a call, the target and the payloads of a message) share mailboxes, as if they happened one after the other. **Gives up** that a mailbox has one name in a process: `f(mb, mb)` gives it two, and the process may wait for itself.',
    short: 'let the parts of one step share mailboxes (which get two names)',
  },
  {
    key: 'liberalDatatypes',
    kind: 'flag',
    default: false,
    meaning:
      'Let tuples, sums and lists hold usable mailboxes `[U]` too. **Gives up** that what is taken out of data later is not known by another name; the process may wait for itself.',
    short: 'let data hold usable mailboxes (which may have two names)',
  },
];

/** The settings out of values that fit the table. */
export function settingsOf(values: SettingValues): Settings {
  // A table of known keys and kinds: what it was read with has them all.
  return values as unknown as Settings;
}

export const defaultSettings: Settings = settingsOf(defaultsOf(settingsTable));

/** What is shown beside the text, in an editor. */
export const preferences: readonly Preference[] = [
  {
    key: 'inlayHints.patterns',
    kind: 'flag',
    default: true,
    meaning: 'Show the pattern that was inferred where a mailbox type leaves it out.',
  },
  {
    key: 'inlayHints.remaining',
    kind: 'flag',
    default: true,
    meaning: 'Show at each clause of a guard what remains in the mailbox afterwards.',
  },
  {
    key: 'codeLens.run',
    kind: 'flag',
    default: true,
    meaning: 'Show *Run* above the expression at the end of a program.',
  },
  {
    key: 'codeLens.references',
    kind: 'flag',
    default: true,
    meaning: 'Show above definitions and interfaces how often they are used.',
  },
];
