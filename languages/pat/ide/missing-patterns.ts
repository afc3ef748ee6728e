// The patterns that the user left out of mailbox types, as far as they were inferred, with the places where they would
// be written: for hints that show them and for actions that write them.
import type { AnalysedItem, Analysis } from '../analysis.ts';
import type { Pattern } from '../types/pattern.ts';
import { knownPattern } from '../types/write.ts';

export interface MissingPattern {
  /** Right after the `!` or `?`. */
  readonly offset: number;
  /** The whole mailbox type. */
  readonly type: { readonly start: number; readonly end: number };
  readonly interface: string;
  readonly capability: '!' | '?';
  readonly pattern: Pattern;
}

/** In source order. A pattern about which nothing is known is not among them. */
export function missingPatterns(analysis: Analysis, item: AnalysedItem): MissingPattern[] {
  const out: MissingPattern[] = [];
  for (const { variable, at, interface: name, capability } of item.lowered.inferred) {
    const pattern = knownPattern({ kind: 'variable', variable }, analysis.solution.values);
    if (pattern === undefined) continue;
    const type = { start: item.start + at.start, end: item.start + at.end };
    const offset = afterCapability(analysis.text, type, name);
    if (offset !== undefined) out.push({ offset, type, interface: name, capability, pattern });
  }
  return out;
}

/** `Future ! [R]`: space and comments may stand between the name and the sign. */
function afterCapability(
  text: string,
  { start, end }: MissingPattern['type'],
  name: string,
): number | undefined {
  const head = /^(?:\s|#[^\n]*\n)*[!?]/.exec(text.slice(start + name.length, end));
  return head === null ? undefined : start + name.length + head[0].length;
}
