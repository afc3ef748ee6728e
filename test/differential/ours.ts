// The verdict of the checker in this project, through the same door that the editor and the command line use.
import { PatDocument, type PatParser, type Settings } from '../../languages/pat/index.ts';

export interface OurVerdict {
  /** `undecided`: nothing is wrong, but an inclusion was left to the last resort. `threw`: never right. */
  readonly verdict: 'accepted' | 'rejected' | 'undecided' | 'threw';
  /** The codes of the errors, each once, in order of their places; for `threw`, the exception. */
  readonly codes: readonly string[];
}

/** Checks a program from scratch. */
export function verdict(parser: PatParser, text: string, settings: Settings): OurVerdict {
  const document = new PatDocument(parser, text, settings);
  try {
    const { accepted, diagnostics, undecided } = document.analysis();
    const errors = diagnostics.filter(d => d.severity === 'error').map(d => d.code);
    if (!accepted) return { verdict: 'rejected', codes: [...new Set(errors)] };
    return { verdict: undecided === 0 ? 'accepted' : 'undecided', codes: [] };
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { verdict: 'threw', codes: [reason.split('\n').slice(0, 4).join(' | ')] };
  } finally {
    document.dispose();
  }
}
