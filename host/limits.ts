// How much text is taken on: a Pat file of this size would be a hundred thousand lines, so a longer one is no program.

/** In UTF-16 units for a text, in bytes for a file. */
export const largestText = 4 * 1024 * 1024;

/**
 * In UTF-16 units. A longer text that is not open is not checked either: a check is one piece of work, and this one would
 * keep the user waiting for seconds, for a file that nobody looks at.
 */
export const largestClosed = 512 * 1024;

const mega = (n: number): string => (n / (1024 * 1024)).toFixed(1);

/** What is said of a text that is longer than the largest. */
export function tooLarge(size: number, unit: 'characters' | 'bytes'): string {
  return `This file has ${mega(size)} million ${unit}; files of more than ${mega(largestText)} million are not checked.`;
}

/** What is said of a text that is checked only while it is open. */
export function checkedWhileOpen(characters: number): string {
  return `This file has ${mega(characters)} million characters; files of more than ${mega(largestClosed)} million are checked only while they are open.`;
}
