// Text from outside, made safe for a terminal: a file's name, a program's words or what the system says may hold characters
// that steer a terminal or that make it show something else than what is there (CVE-2021-42574, "Trojan Source").

/**
 * Control characters (C0, DEL, C1), line and paragraph separators, and characters of format, such as marks and overrides of
 * direction or the soft hyphen. Not the joiners that scripts and emoji need, nor the tags of flags.
 */
const unsafe = /(?!\u200c|\u200d|[\u{e0020}-\u{e007f}])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** The same, and before it what a program may write to a terminal: colours (SGR), line breaks and tabs. */
const unsafeInOutput =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that it is about
  /\u001b\[[0-9;:]*m|\r?\n|\t|(?!\u200c|\u200d|[\u{e0020}-\u{e007f}])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const named: ReadonlyMap<string, string> = new Map([
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\r', '\\r'],
]);

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code > 0xffff) return `\\u{${hex}}`;
  return code > 0xff ? `\\u${hex.padStart(4, '0')}` : `\\x${hex.padStart(2, '0')}`;
}

/** The text on one line, with an escape such as `\x1b`, `\n` or `\u202e` for each unsafe character. Idempotent. */
export function escaped(text: string): string {
  return text.replace(unsafe, character => named.get(character) ?? escapeOf(character));
}

/** Several lines of text that a program wrote, for a terminal: line breaks, tabs and colours stay. */
export function escapedOutput(text: string): string {
  return text.replace(unsafeInOutput, found => {
    const stays = found.length > 1 || found === '\n' || found === '\t';
    return stays ? found : (named.get(found) ?? escapeOf(found));
  });
}

/** JSON text that means the same, with JSON's own escapes for what is unsafe. */
export function escapedJson(json: string): string {
  return json.replace(unsafe, character =>
    [...Array(character.length).keys()]
      .map(i => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
