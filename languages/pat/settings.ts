// The checker's settings (spec §6, "Settings"): per workspace in an editor, flags on the command line.

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

export const defaultSettings: Settings = {
  aliasCheck: 'interface',
  quasiLinearity: true,
  joinNotCombine: false,
  liberalDatatypes: false,
};
