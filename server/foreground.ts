// What the user waits for goes first: work in the background takes its turn when no message of the client is at hand.

export class Foreground {
  private readonly breathe: () => Promise<void>;
  private seen = 0;

  /** `breathe` lets messages that have arrived be taken up. */
  constructor(breathe: () => Promise<void>) {
    this.breathe = breathe;
  }

  /** Something came from the client, or was answered. */
  active(): void {
    this.seen++;
  }

  /** Resolves when the client wanted nothing for a moment. */
  async turn(): Promise<void> {
    let before: number;
    do {
      before = this.seen;
      await this.breathe();
    } while (this.seen !== before);
  }

  /** Resolves when the client wanted nothing for some milliseconds, and at the latest after `most`. */
  async quiet(milliseconds: number, most: number): Promise<void> {
    const end = Date.now() + most;
    let before: number;
    do {
      before = this.seen;
      await new Promise(resolve => setTimeout(resolve, milliseconds));
    } while (this.seen !== before && Date.now() < end);
    await this.turn();
  }
}
