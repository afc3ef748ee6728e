// Which words can be names (spec §1).

/** The words that belong to the language, so that nothing can have one as its name. */
export const reservedWords: ReadonlySet<string> = new Set(
  'let in spawn new guard receive free empty fail from interface def if else case caseL of inl inr nil fun linfun List true false'.split(
    ' ',
  ),
);

/** Those that are values by themselves. */
export const valueWords: readonly string[] = ['true', 'false', 'nil'];

/** Whether a word belongs to the language. */
export function isReserved(word: string): boolean {
  return reservedWords.has(word);
}

/** Whether a text has the form of the name of a variable or definition. */
export function isVariableName(text: string): boolean {
  return /^[a-z][A-Za-z0-9_']*$/.test(text) && !isReserved(text);
}

/** Whether a text has the form of the name of an interface or message. */
export function isConstructorName(text: string): boolean {
  return /^[A-Z][A-Za-z0-9_']*$/.test(text) && !isReserved(text);
}
