// A running process of a Pat program: the node that comes next, the slots of its running call, and an explicit stack of
// the calls that wait, so that recursion is limited by memory alone and tail calls take none.
import { Frame, type Holder, type Machine, type Place, Process, visitHolder } from '@behavioural/runtime';
import { type RunError, RunFault, tooDeep } from './fault.ts';
import type { Live } from './live.ts';
import type { Node, Slots } from './node.ts';
import type { Value } from './value.ts';

/** What the processes of one run share. */
export interface World {
  readonly machine: Machine;
  /** Writes a line; `false` when the host must take earlier lines first. */
  print(process: PatProcess, line: string): boolean;
  fail(error: RunError): void;
  /** A step is about to make something of so many words. Throws when there is no memory left for it. */
  claim(words: number, at: Place): void;
}

/** What is of more words must be claimed; there is room for many steps that make less. */
export const wide = 128;

/** A node that calls, as the frame that waits for its result needs it. */
export interface CallNode {
  readonly place: Place;
  readonly result: number;
  readonly next: Node;
  /** The slots that are read after the call, the result not among them. */
  readonly liveAfter: Live;
}

export class CallFrame extends Frame {
  readonly slots: Slots;
  readonly call: CallNode;

  constructor(parent: Frame | null, slots: Slots, call: CallNode) {
    super(parent);
    this.slots = slots;
    this.call = call;
  }

  override references(visit: (holder: Holder) => void): void {
    for (const slot of this.call.liveAfter.slots) visitHolder(this.slots[slot], visit);
  }
}

/** How many calls of one process may wait at once. */
const deepest = 4_000_000;

export class PatProcess extends Process {
  readonly world: World;
  /** Where it was spawned, or the program's body. */
  readonly origin: Place;
  node: Node;
  slots: Slots;
  depth = 0;
  /** What it returned. */
  result: Value | undefined = undefined;
  /** The node that stopped did nothing, and must be executed again. */
  refused = false;
  /** It sleeps, or has slept, in the built-in function that its node calls. */
  slept = false;

  constructor(world: World, origin: Place, node: Node, slots: Slots) {
    super();
    this.world = world;
    this.origin = origin;
    this.node = node;
    this.slots = slots;
  }

  override run(steps: number): number {
    let node = this.node;
    let taken = 0;
    try {
      while (taken < steps || node.live === null) {
        taken++;
        const next = node.execute(this);
        if (next === null) {
          if (!this.refused) return taken;
          this.refused = false;
          return taken - 1;
        }
        node = next;
      }
    } catch (error) {
      if (!(error instanceof RunFault)) throw error;
      this.world.fail(error.error);
    }
    this.node = node;
    return taken;
  }

  /** Puts the running call on the stack. */
  push(call: CallNode): void {
    if (++this.depth > deepest) throw tooDeep(deepest, call.place);
    this.stack = new CallFrame(this.stack, this.slots, call);
  }

  /** Returns from the running call. */
  return(value: Value): Node | null {
    const frame = this.stack;
    if (!(frame instanceof CallFrame)) {
      const main = this.id === 0;
      if (main) this.result = value;
      this.world.machine.end(this, main);
      this.slots = [];
      return null;
    }
    this.depth--;
    this.stack = frame.parent;
    this.slots = frame.slots;
    frame.slots[frame.call.result] = value;
    return frame.call.next;
  }

  override references(visit: (holder: Holder) => void): void {
    if (this.status === 'ended') {
      visitHolder(this.result, visit);
      return;
    }
    const { node, slots } = this;
    const live = this.mailbox === null ? node.live : node.liveWaiting;
    if (live === null) throw new Error('a process stopped where its variables are not known');
    for (const slot of live.slots) visitHolder(slots[slot], visit);
  }

  override place(): Place {
    return this.node.place;
  }
}
