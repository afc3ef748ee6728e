// How much text is taken on: a Pat file of this size would be a hundred thousand lines, so a longer one is no program.

/** In UTF-16 units for a text, in bytes for a file. */
export const largestText = 4 * 1024 * 1024;

/** What is said of a text that is longer. */
export function tooLarge(size: number, unit: 'characters' | 'bytes'): string {
  const mega = (n: number): string => (n / (1024 * 1024)).toFixed(1);
  return `This file has ${mega(size)} million ${unit}; files of more than ${mega(largestText)} million are not checked.`;
}
