// Typing environments (spec §6): outputs of checking a term, from variables to the types at which they are used.
// An environment is consumed when it is put together with another, so the larger of the two is reused.
import type { Binder } from '../core/term.ts';
import type { Type } from '../types/type.ts';
import type { Uses } from './uses.ts';

export interface Entry {
  readonly type: Type;
  readonly uses: Uses;
}

export class Environment {
  readonly entries = new Map<Binder, Entry>();
  /** Damaged code is part of the term: it may use any variable in any way. */
  open = false;

  static of(binder: Binder, entry: Entry): Environment {
    const environment = new Environment();
    environment.entries.set(binder, entry);
    return environment;
  }

  /** What a damaged term may need of its variables: anything. */
  static damaged(): Environment {
    const environment = new Environment();
    environment.open = true;
    return environment;
  }

  /** Removes a binder that goes out of scope, and returns how it is used. */
  take(binder: Binder): Entry | undefined {
    const entry = this.entries.get(binder);
    this.entries.delete(binder);
    return entry;
  }

  /** Changes every entry in place. */
  map(change: (entry: Entry, binder: Binder) => Entry): Environment {
    for (const [binder, entry] of this.entries) this.entries.set(binder, change(entry, binder));
    return this;
  }
}
