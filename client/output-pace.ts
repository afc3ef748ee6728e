// How fast a program's output may come: VS Code takes whatever is written to a pseudoterminal and has no way to say that
// it cannot keep up, so batches are acknowledged at a pace that it is known to bear.

/** Milliseconds between two acknowledgements: with batches of up to 100,000 characters, two million a second. */
const interval = 50;

/** Acknowledges batches of output, the first at once and each other at least `interval` after the one before. */
export class OutputPace {
  private readonly acknowledge: (batch: number) => void;
  private waiting: number[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(acknowledge: (batch: number) => void) {
    this.acknowledge = acknowledge;
  }

  /** A batch has been written to the terminal. */
  shown(batch: number): void {
    this.waiting.push(batch);
    if (this.timer === undefined) this.next();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.waiting = [];
  }

  private next(): void {
    const batch = this.waiting.shift();
    if (batch === undefined) {
      this.timer = undefined;
      return;
    }
    this.acknowledge(batch);
    this.timer = setTimeout(() => this.next(), interval);
  }
}
