// Checking one text for the command line: the checker, and a solver for what it leaves open.
import { performance } from 'node:perf_hooks';
import { settled } from '../host/last-resort.ts';
import type { Analysis, Language } from '../languages/language.ts';
import type { SettingValues } from '../languages/settings.ts';
import type { Terminal } from './terminal.ts';

export interface Checked {
  readonly analysis: Analysis;
  readonly milliseconds: number;
}

export async function checkText(
  language: Language,
  text: string,
  settings: SettingValues,
  { load, askOf }: Pick<Terminal, 'load' | 'askOf'>,
): Promise<Checked> {
  const parser = await load(language);
  const begin = performance.now();
  const document = parser.open(text, settings);
  try {
    const analysis = await settled(document.analysis(), askOf(language));
    return { analysis, milliseconds: performance.now() - begin };
  } finally {
    document.dispose();
  }
}
