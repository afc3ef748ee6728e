// Types as source text: what can be typed at a place and reads back as the type (spec §2 and §3). `showType` is for
// readers and shows every usage; here a usage that is the default is left out, and a type that has no spelling has none.
import { type Pattern, substitute, variablesOf } from './pattern.ts';
import { showPatternInType, type Values } from './show.ts';
import type { MailboxType, Type } from './type.ts';

export interface Writing {
  /** Solved patterns; a mailbox type whose pattern is not known has no spelling. */
  readonly values: Values;
  /** The annotation of a `let`: it is made returnable, so that no usage needs to be written. */
  readonly madeReturnable?: boolean;
  /** Leave the patterns out that are not closed, to be inferred. */
  readonly inferred?: boolean;
}

/** The type in source syntax; undefined when the grammar has no spelling for it, or when part of it is not known. */
export function writeType(type: Type, writing: Writing): string | undefined {
  return write(type, writing, false);
}

/** `inData`: a missing usage is `R` for both capabilities. */
function write(type: Type, writing: Writing, inData: boolean): string | undefined {
  switch (type.kind) {
    case 'base':
    case 'mailbox':
      return writeSimple(type, writing, inData);
    case 'tuple': {
      if (type.parts.length === 0) return 'Unit';
      const parts = type.parts.map(part => write(part, writing, true));
      return parts.length > 1 && parts.every(part => part !== undefined)
        ? `(${parts.join(' * ')})`
        : undefined;
    }
    case 'sum': {
      const left = writeSimple(type.left, writing, true);
      const right = writeSimple(type.right, writing, true);
      return left === undefined || right === undefined ? undefined : `(${left} + ${right})`;
    }
    case 'list': {
      const element = writeSimple(type.element, writing, true);
      return element === undefined ? undefined : `List(${element})`;
    }
    case 'function': {
      const inside = { ...writing, madeReturnable: false };
      const parameters = type.parameters.map(parameter => write(parameter, inside, false));
      const result = writeSimple(type.result, inside, false);
      if (result === undefined || !parameters.every(parameter => parameter !== undefined)) return undefined;
      return `(${parameters.join(', ')}) ${type.linear ? '-o' : '->'} ${result}`;
    }
    case 'error':
      return undefined;
    default:
      return type satisfies never;
  }
}

/** Where the grammar takes a base type or a mailbox type only. */
function writeSimple(type: Type, writing: Writing, inData: boolean): string | undefined {
  if (type.kind === 'base') return type.name;
  if (type.kind === 'tuple' && type.parts.length === 0) return 'Unit';
  return type.kind === 'mailbox' ? writeMailbox(type, writing, inData) : undefined;
}

function writeMailbox(type: MailboxType, writing: Writing, inData: boolean): string | undefined {
  const { interface: name, capability, usage } = type;
  const pattern = knownPattern(type.pattern, writing.values);
  if (pattern === undefined && writing.inferred !== true) return undefined;
  const standard = inData || capability === '?' ? 'R' : 'U';
  const shown = writing.madeReturnable === true || usage === standard ? '' : `[${usage}]`;
  return `${name}${capability}${pattern === undefined ? '' : showPatternInType(pattern)}${shown}`;
}

/** The pattern with its variables solved; undefined when one is not, or when nothing is known about it. */
export function knownPattern(pattern: Pattern, values: Values): Pattern | undefined {
  const solved = substitute(pattern, values);
  if (variablesOf(solved).size > 0) return undefined;
  // A variable solved as `0` is one about which nothing is known.
  return solved.kind === 'zero' && pattern.kind !== 'zero' ? undefined : solved;
}
