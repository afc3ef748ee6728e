// Colour and weight, and the one decision whether a stream gets them.
import { Shown, shown } from './shown.ts';

type Dye = (text: string | Shown) => Shown;

export interface Style {
  readonly error: Dye;
  readonly warning: Dye;
  readonly information: Dye;
  readonly strong: Dye;
  readonly faint: Dye;
  readonly good: Dye;
}

const plain: Dye = text => shown`${text}`;
export const noStyle: Style = {
  error: plain,
  warning: plain,
  information: plain,
  strong: plain,
  faint: plain,
  good: plain,
};

/** Select Graphic Rendition (ECMA-48 §8.3.117). Not `util.styleText`, which in newer Nodes asks another stream. */
const sgr = (...codes: readonly number[]): Shown =>
  Shown.trusted(codes.map(code => `\u001b[${code}m`).join(''));
const dye =
  (on: Shown, off: Shown): Dye =>
  text =>
    shown`${on}${text}${off}`;

export const colours: Style = {
  error: dye(sgr(1, 31), sgr(39, 22)),
  warning: dye(sgr(1, 33), sgr(39, 22)),
  information: dye(sgr(1, 36), sgr(39, 22)),
  strong: dye(sgr(1), sgr(22)),
  faint: dye(sgr(2), sgr(22)),
  good: dye(sgr(32), sgr(39)),
};

/** Ends whatever colours a program has left switched on. */
export const reset: Shown = sgr(0);

/**
 * The style for an output stream, for each stream on its own: NO_COLOR turns colour off (no-color.org), FORCE_COLOR turns it
 * on, or off when it is `0` or `false`; a variable that is empty says nothing. Otherwise a terminal has colour, unless it is
 * dumb.
 */
export function styleFor(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): Style {
  const { NO_COLOR, FORCE_COLOR, TERM } = env;
  if (NO_COLOR) return noStyle;
  if (FORCE_COLOR) return FORCE_COLOR === '0' || FORCE_COLOR === 'false' ? noStyle : colours;
  return stream.isTTY === true && TERM !== 'dumb' ? colours : noStyle;
}
