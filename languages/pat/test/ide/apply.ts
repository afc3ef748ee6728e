// Edits of a text, applied as an editor applies them: all places are those of the text before.
import assert from 'node:assert/strict';
import type { TextEdit } from '../../../diagnostic.ts';

/** The text after the edits, which must not overlap. */
export function apply(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let out = '';
  let at = 0;
  for (const { span, text: replacement } of sorted) {
    assert.ok(span.start >= at && span.end >= span.start, 'edits overlap');
    out += text.slice(at, span.start) + replacement;
    at = span.end;
  }
  return out + text.slice(at);
}
