// Items that are known from an earlier conversion, by what they are read from: what has not changed stays the same object.
import type { Item } from './ast.ts';

interface Same {
  /** In the order of the text. */
  readonly items: Item[];
  /** How many of them are in use again. */
  used: number;
}

export class KnownItems {
  private readonly byText = new Map<string, Same>();

  /** Adds what is known elsewhere, where it stays known. */
  addAll({ byText }: KnownItems): void {
    for (const [text, { items, used }] of byText)
      for (let i = used; i < items.length; i++) this.add(text, items[i]);
  }

  add(text: string, item: Item | undefined): void {
    if (item === undefined) return;
    const same = this.byText.get(text);
    if (same === undefined) this.byText.set(text, { items: [item], used: 0 });
    else same.items.push(item);
  }

  /** For a conversion, which may turn out not to be the one that counts. */
  forOne(): TakenItems {
    return new TakenItems(this.byText);
  }
}

/** What one conversion takes over. */
export class TakenItems {
  private readonly byText: ReadonlyMap<string, Same>;
  private readonly taken = new Map<Same, number>();

  constructor(byText: ReadonlyMap<string, Same>) {
    this.byText = byText;
  }

  /** The next item that was read from a text. */
  take(text: string): Item | undefined {
    const same = this.byText.get(text);
    if (same === undefined) return undefined;
    const next = this.taken.get(same) ?? same.used;
    this.taken.set(same, next + 1);
    return same.items[next];
  }

  /** The conversion counts: what it has taken is nobody else's. */
  keep(): void {
    for (const [same, next] of this.taken) same.used = next;
  }
}
