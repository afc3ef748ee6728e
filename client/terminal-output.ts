// What a program prints, for VS Code's terminal: a line may be longer than is of use there.
import { type Shown, shown, shownOutput } from '../terminal/shown.ts';

/** The longest line of a program that is shown whole. */
const longestLine = 20_000;

/** A line that a program printed: its own line breaks, tabs and colours stay. */
export function forTerminal(line: string): Shown {
  if (line.length <= longestLine) return shownOutput(line);
  return shown`${shownOutput(line.slice(0, longestLine))}… (${line.length} characters)`;
}
