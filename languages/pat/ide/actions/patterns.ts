// Writes inferred patterns into the source: of the mailbox type at the cursor, of the item around it, of the whole text.
import type { Analysis } from '../../analysis.ts';
import type { TextEdit } from '../../diagnostic.ts';
import { showPatternInType } from '../../types/show.ts';
import { itemAt } from '../locate.ts';
import { type MissingPattern, missingPatterns } from '../missing-patterns.ts';
import type { ActionRequest, CodeAction } from './action.ts';

/** Only for an accepted program: in another, what was inferred may be less than what is meant. */
export function writePatterns(analysis: Analysis, { span }: ActionRequest): CodeAction[] {
  if (!analysis.accepted) return [];
  const all = analysis.items.flatMap(item => missingPatterns(analysis, item));
  if (all.length === 0) return [];
  const out: CodeAction[] = [];
  const offer = (title: string, patterns: readonly MissingPattern[]): void => {
    out.push({ title, kind: 'refactor.rewrite', edits: patterns.map(written) });
  };
  const item = itemAt(analysis, span.start);
  const here = item === undefined ? [] : missingPatterns(analysis, item);
  const one = here.find(({ type }) => type.start <= span.start && span.end <= type.end);
  if (one !== undefined) offer(`Write the inferred pattern \`${showPatternInType(one.pattern)}\``, [one]);
  if (item !== undefined && item.item.kind !== 'body' && here.length > (one === undefined ? 0 : 1))
    offer(`Write the inferred patterns of \`${item.item.name.text}\``, here);
  if (all.length > here.length || here.length > 1) offer('Write all inferred patterns of this file', all);
  return out;
}

function written({ offset, pattern }: MissingPattern): TextEdit {
  return { span: { start: offset, end: offset }, text: showPatternInType(pattern) };
}
