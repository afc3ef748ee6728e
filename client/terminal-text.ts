// Text for a terminal: colours of our own, and a program's text without anything that would steer the terminal.

/** The longest line of a program that is shown whole. */
const longestLine = 20_000;

const styled =
  (on: number, off: number) =>
  (text: string): string =>
    `\u001b[${on}m${text}\u001b[${off}m`;

export const bold = styled(1, 22);
export const faint = styled(2, 22);
export const red = styled(31, 39);
export const green = styled(32, 39);
export const yellow = styled(33, 39);

/** A line that a program printed: its own line breaks stay, other control characters become their pictures. */
export function forTerminal(line: string): string {
  const shown =
    line.length <= longestLine ? line : `${line.slice(0, longestLine)}… (${line.length} characters)`;
  return shown
    .replace(/(?![\t\n\r])\p{Cc}/gu, character => {
      const code = character.charCodeAt(0);
      return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd';
    })
    .replace(/\r\n|\n|\r/g, '\r\n');
}
