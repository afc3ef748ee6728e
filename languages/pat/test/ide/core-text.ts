// Core terms as text, for comparing programs up to the names of their variables.
import type { CoreProgram } from '../../core/term.ts';
import { PatternVariable } from '../../types/pattern.ts';

/** Two programs have the same text when they are the same but for places and the names of variables. */
export function coreText(core: CoreProgram): string {
  const unknowns = new Map<PatternVariable, number>();
  const show = (value: unknown): unknown => {
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value !== 'object' || value === null) return value;
    if (value instanceof PatternVariable) {
      if (!unknowns.has(value)) unknowns.set(value, unknowns.size);
      return { unknown: unknowns.get(value) };
    }
    if (Array.isArray(value)) return value.map(show);
    if (value instanceof Map) return [...value].map(show);
    if ('introduced' in value && 'index' in value && 'role' in value)
      return { binder: value.index, role: value.role };
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key, part]) => !placeKeys.has(key) || !isPlace(part))
        .map(([key, part]) => [key, show(part)]),
    );
  };
  return JSON.stringify(show(core));
}

const placeKeys: ReadonlySet<string> = new Set(['at', 'typeAt', 'patternAt', 'head', 'start']);

function isPlace(part: unknown): boolean {
  return typeof part === 'number' || (typeof part === 'object' && part !== null && 'start' in part);
}
