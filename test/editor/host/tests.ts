// All tests inside the extension host, which have the same API that every other extension has: tables of plain functions,
// so that the names are known outside (host.test.ts) and the work is done inside (run.ts). A new table is a line here.
import { basics } from './basics.ts';
import { completion } from './completion.ts';
import { editing } from './editing.ts';
import { formattingTests } from './formatting.ts';
import { hintsAndActions } from './hints-and-actions.ts';
import { navigation } from './navigation.ts';
import type { HostTest } from './support.ts';
import { workspace } from './workspace.ts';

export const hostTests: readonly HostTest[] = [
  ...basics,
  ...completion,
  ...editing,
  ...navigation,
  ...hintsAndActions,
  ...workspace,
  ...formattingTests,
];
