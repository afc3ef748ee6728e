// All code actions at a place, behind one function. Each is a file beside this one.
import type { CodeAction } from '../../../answers.ts';
import type { Analysis } from '../../analysis.ts';
import type { ActionKind, ActionRequest } from './action.ts';
import { extractDefinition } from './extract.ts';
import { fixAll, fixes } from './fixes.ts';
import { inlineLet } from './inline-let.ts';
import { missingClauses } from './missing-clauses.ts';
import { writeAllPatterns, writePatterns } from './patterns.ts';

export { type ActionKind, type ActionRequest, actionKinds } from './action.ts';

const sources: readonly {
  readonly kind: ActionKind;
  readonly find: (analysis: Analysis, request: ActionRequest) => CodeAction[];
}[] = [
  { kind: 'quickfix', find: quickFixes },
  { kind: 'refactor.extract', find: extractDefinition },
  { kind: 'refactor.inline', find: inlineLet },
  { kind: 'refactor.rewrite', find: writePatterns },
  { kind: 'source.fixAll.pat', find: fixAll },
  { kind: 'source.writePatterns.pat', find: writeAllPatterns },
];

/** What can be done at the selection, of the kinds that are wanted. Never throws. */
export function codeActions(analysis: Analysis, request: ActionRequest): CodeAction[] {
  return sources.filter(({ kind }) => request.wants(kind)).flatMap(({ find }) => find(analysis, request));
}

/** The fixes of diagnostics, and what mends a guard whose diagnostic is elsewhere. */
function quickFixes(analysis: Analysis, request: ActionRequest): CodeAction[] {
  const found = fixes(analysis, request);
  const known = new Set(found.map(({ edits }) => JSON.stringify(edits)));
  return [...found, ...missingClauses(analysis, request).filter(a => !known.has(JSON.stringify(a.edits)))];
}
