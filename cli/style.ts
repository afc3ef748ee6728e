// Colour and weight for terminals. Off when the output is no terminal or NO_COLOR is set (no-color.org); FORCE_COLOR
// turns it on elsewhere.
import process from 'node:process';
import { styleText } from 'node:util';

export interface Style {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly information: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
}

const plain = (text: string): string => text;
export const noStyle: Style = {
  error: plain,
  warning: plain,
  information: plain,
  strong: plain,
  faint: plain,
  good: plain,
};

const colours: Style = {
  error: text => styleText(['bold', 'red'], text),
  warning: text => styleText(['bold', 'yellow'], text),
  information: text => styleText(['bold', 'cyan'], text),
  strong: text => styleText('bold', text),
  faint: text => styleText('dim', text),
  good: text => styleText('green', text),
};

/** The style for an output stream. */
export function styleFor(stream: { readonly isTTY?: boolean }, env = process.env): Style {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return noStyle;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '') {
    return env.FORCE_COLOR === '0' ? noStyle : colours;
  }
  return stream.isTTY === true && env.TERM !== 'dumb' ? colours : noStyle;
}
