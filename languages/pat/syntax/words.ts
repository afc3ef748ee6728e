// Which words can be names (spec §1).

const reserved =
  /^(let|in|spawn|new|guard|receive|free|empty|fail|from|interface|def|if|else|case|caseL|of|inl|inr|nil|fun|linfun|List|true|false)$/;

/** Whether a word belongs to the language, so that nothing can have it as its name. */
export function isReserved(word: string): boolean {
  return reserved.test(word);
}

/** Whether a text has the form of the name of a variable or definition. */
export function isVariableName(text: string): boolean {
  return /^[a-z][A-Za-z0-9_']*$/.test(text) && !isReserved(text);
}

/** Whether a text has the form of the name of an interface or message. */
export function isConstructorName(text: string): boolean {
  return /^[A-Z][A-Za-z0-9_']*$/.test(text) && !isReserved(text);
}
