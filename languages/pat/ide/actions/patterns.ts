// Writes inferred patterns into the source: of the mailbox type at the cursor, of the item around it, of the whole text.
// Only for an accepted program: in another, what was inferred may be less than what is meant.
import type { CodeAction } from '../../../answers.ts';
import type { TextEdit } from '../../../diagnostic.ts';
import type { Analysis } from '../../analysis.ts';
import { showPatternInType } from '../../types/show.ts';
import { itemAt } from '../locate.ts';
import { type MissingPattern, missingPatterns } from '../missing-patterns.ts';
import type { ActionRequest } from './action.ts';

/** On the mailbox type and in the header of its item. Elsewhere a light bulb on every line would say no more than the hints do. */
export function writePatterns(analysis: Analysis, { span }: ActionRequest): CodeAction[] {
  const item = itemAt(analysis, span.start);
  if (item === undefined || !analysis.accepted) return [];
  const patterns = missingPatterns(analysis, item);
  const out: CodeAction[] = [];
  const one = patterns.find(({ type }) => type.start <= span.start && span.end <= type.end);
  if (one !== undefined) {
    const title = `Write the inferred pattern \`${showPatternInType(one.pattern)}\``;
    out.push({ title, kind: 'refactor.rewrite', edits: [written(one)] });
  }
  const { item: node } = item;
  const header = node.kind === 'interface' ? node.at.end : node.kind === 'body' ? 0 : node.body.at.start;
  if (node.kind !== 'body' && span.start - item.start <= header && patterns.length > (one ? 1 : 0)) {
    const title = `Write the inferred patterns of \`${node.name.text}\``;
    out.push({ title, kind: 'refactor.rewrite', edits: patterns.map(written) });
  }
  return out;
}

/** All of the text: a matter of the whole, wherever the cursor is. */
export function writeAllPatterns(analysis: Analysis): CodeAction[] {
  if (!analysis.accepted) return [];
  const edits = analysis.items.flatMap(item => missingPatterns(analysis, item)).map(written);
  if (edits.length === 0) return [];
  return [{ title: 'Write all inferred patterns', kind: 'source.writePatterns.pat', edits }];
}

function written({ offset, pattern }: MissingPattern): TextEdit {
  return { span: { start: offset, end: offset }, text: showPatternInType(pattern) };
}
