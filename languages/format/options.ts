// What may differ between two formatted texts of the same program; everything else is one style.

import type { FormatOptions } from '../answers.ts';
export const defaultFormatOptions: FormatOptions = { printWidth: 100, tabWidth: 2, useTabs: false };
