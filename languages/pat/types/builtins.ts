// The built-in functions and operators with their types (spec §1).
import { bool, type FunctionType, int, string, type Type, unit } from './type.ts';

function fn(parameters: readonly Type[], result: Type): FunctionType {
  return { kind: 'function', linear: false, parameters, result, usage: 'R' };
}
const arithmetic = fn([int, int], int);
const comparison = fn([int, int], bool);
const logic = fn([bool, bool], bool);

export const primitiveTypes: Readonly<Record<Primitive, FunctionType>> = {
  print: fn([string], unit),
  concat: fn([string, string], string),
  rand: fn([int], int),
  randBool: fn([], bool),
  sleep: fn([int], unit),
  intToString: fn([int], string),
  '+': arithmetic,
  '-': arithmetic,
  '*': arithmetic,
  '/': arithmetic,
  '<': comparison,
  '<=': comparison,
  '>': comparison,
  '>=': comparison,
  '==': comparison,
  '!=': comparison,
  '&&': logic,
  '||': logic,
};

export type BuiltinName = 'print' | 'concat' | 'rand' | 'randBool' | 'sleep' | 'intToString';

/** The built-in functions and the binary operators, all functions of the language. */
export type Primitive =
  | BuiltinName
  | '+'
  | '-'
  | '*'
  | '/'
  | '&&'
  | '||'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>=';

/** What each built-in function does, in one sentence. */
export const builtinDocumentation: Readonly<Record<BuiltinName, string>> = {
  print: 'Writes a line of text.',
  concat: 'The two strings one after the other.',
  rand: 'A random integer from 0 up to, but not including, the argument, which must be above 0.',
  randBool: '`true` or `false`, at random.',
  sleep: 'Waits for that many milliseconds; other processes go on.',
  intToString: 'The integer in decimal notation.',
};

export const builtinNames: readonly string[] = Object.keys(builtinDocumentation);

export function isBuiltin(name: string): name is BuiltinName {
  return Object.hasOwn(builtinDocumentation, name);
}
