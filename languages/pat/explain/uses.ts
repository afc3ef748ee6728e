// Uses of a variable as related places.

import type { Related } from '../../diagnostic.ts';
import type { Use, Uses } from '../check/uses.ts';
import { listUses } from '../check/uses.ts';
import type { Binder } from '../core/term.ts';
import type { Reporter } from './report.ts';

/** At most this many places of one kind are listed. */
const MOST = 6;

/** What to call a variable in a message: by its name, or by what it stands for. */
export function nameOf(binder: Binder | undefined): string {
  return binder === undefined || binder.introduced || binder.name === ''
    ? 'this mailbox'
    : `\`${binder.name}\``;
}

/** Each use of a variable as a related place. */
export function relatedUses(r: Reporter, uses: Uses | undefined, word = describeUse): Related[] {
  if (uses === undefined) return [];
  return listUses(uses)
    .slice(0, MOST)
    .map(use => r.related(use.at, word(use)));
}

export function describeUse(use: Use): string {
  switch (use.what.kind) {
    case 'send':
      return `\`${use.what.tag}\` is sent here`;
    case 'pass':
      return use.what.to === undefined ? 'used here' : `passed to \`${use.what.to}\` here`;
    case 'call':
      return 'called here';
    case 'guard':
      return 'received from here';
    case 'free':
      return 'freed here';
    case 'skipped':
      return 'this branch does not use it';
    default:
      return use.what satisfies never;
  }
}
