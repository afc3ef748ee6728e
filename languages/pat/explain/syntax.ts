// Syntax faults as diagnostics: their words come with them, since only the parser knows what was expected.
import type { Diagnostic } from '../../diagnostic.ts';
import type { SyntaxFault } from '../syntax/fault.ts';

/** `start` is the absolute offset that the fault's ranges are relative to. */
export function explainSyntax(fault: SyntaxFault, start: number): Diagnostic {
  const span = (at: { readonly start: number; readonly end: number }) => ({
    start: start + at.start,
    end: start + at.end,
  });
  return {
    code: `pat-${fault.code}`,
    severity: fault.severity,
    message: fault.message,
    span: span(fault.at),
    related: (fault.related ?? []).map(({ at, message }) => ({ span: span(at), message })),
    fixes: (fault.fixes ?? []).map(({ edits, ...rest }) => ({
      ...rest,
      edits: edits.map(({ range, text }) => ({ span: span(range), text })),
    })),
  };
}
