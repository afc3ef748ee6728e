// Checking one text for the command line: the checker, and Z3 for what it leaves open.
import { performance } from 'node:perf_hooks';
import {
  type Analysis,
  type LastResort,
  PatDocument,
  type PatParser,
  type Settings,
  settle,
} from '../languages/pat/index.ts';

export interface Checked {
  readonly analysis: Analysis;
  readonly milliseconds: number;
}

export async function checkText(
  parser: PatParser,
  text: string,
  settings: Settings,
  lastResort: LastResort,
): Promise<Checked> {
  const begin = performance.now();
  const document = new PatDocument(parser, text, settings);
  try {
    const analysis = await settle(document.analysis(), lastResort);
    return { analysis, milliseconds: performance.now() - begin };
  } finally {
    document.dispose();
  }
}
