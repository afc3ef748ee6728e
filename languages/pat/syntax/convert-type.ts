// Types (spec §2): from the tree, with a fault for what Pat's grammar does not have but whose meaning is clear.
import type { Name, Range, TypeNode } from './ast.ts';
import { isPattern, readPattern } from './convert-pattern.ts';
import { fix, spelling, type TreeReader } from './reader.ts';
import { isBaseType } from './words.ts';

const TYPES = new Set([
  'mailbox_type',
  'named_type',
  'list_type',
  'function_type',
  'tuple_type',
  'sum_type',
  'unknown_type',
  'missing_type',
]);

/** Whether a node of this type is a type. */
export function isType(type: string): boolean {
  return TYPES.has(type);
}

/** The type at the cursor. */
export function readType(reader: TreeReader): TypeNode {
  return reader.nested(
    () => readNode(reader),
    () => ({ kind: 'type-hole', at: reader.at() }),
  );
}

/** The type at the cursor, which stands behind a colon; says so when the two would be read as an atom. */
export function readAnnotation(reader: TreeReader): TypeNode {
  const { start } = reader;
  if (reader.type !== 'missing_type' && reader.slice(start - 1, start + 1).match(/^:[A-Za-z]/)) {
    reader.fault(
      'I107',
      { start: start - 1, end: start },
      'A colon right before a letter begins an atom, as in `:ok`. Before a type it is written with a space.',
      { fixes: spelling('Write a space after the colon', start, start, ' ') },
    );
  }
  return readType(reader);
}

/** A type where only a base type or a mailbox type may stand. */
function readSimple(reader: TreeReader, where: string): TypeNode {
  const type = readType(reader);
  if (type.kind !== 'base-type' && type.kind !== 'mailbox-type' && type.kind !== 'type-hole') {
    reader.fault('E126', type.at, `${where} must be a base type such as \`Int\`, or a mailbox type.`);
  }
  return type;
}

function readNode(reader: TreeReader): TypeNode {
  const at = reader.at();
  switch (reader.type) {
    case 'named_type':
      return readNamed(reader, at);
    case 'mailbox_type':
      return readMailbox(reader, at);
    case 'list_type':
      return readList(reader, at);
    case 'function_type':
      return readFunction(reader, at);
    case 'tuple_type':
      return { kind: 'tuple-type', at, parts: readParts(reader, at).parts };
    case 'sum_type':
      return readSum(reader, at);
    case 'unknown_type': {
      const text = reader.sliceOf(at);
      if (text === '') return hole(reader, at);
      const right = text.charAt(0).toUpperCase() + text.slice(1);
      reader.fault('E111', at, `A type begins with a capital letter: \`${right}\`.`, {
        fixes: spelling(`Write \`${right}\``, at.start, at.end, right),
      });
      return isBaseType(right) ? { kind: 'base-type', at, name: right } : { kind: 'type-hole', at };
    }
    default:
      return hole(reader, at);
  }
}

function hole(reader: TreeReader, at: Range): TypeNode {
  reader.fault(
    'E103',
    reader.before(at.start),
    'Here a type is missing, such as `Int`, `Unit` or `Future!Put`.',
  );
  return { kind: 'type-hole', at };
}

function readNamed(reader: TreeReader, at: Range): TypeNode {
  const text = reader.sliceOf(at);
  if (isBaseType(text)) return { kind: 'base-type', at, name: text };
  if (text === 'List') {
    reader.fault('E126', at, 'A list type says what the list holds: `List(Int)`.');
  } else if (text === '') {
    return hole(reader, at);
  } else {
    reader.fault(
      'E126',
      at,
      `\`${text}\` is no type of its own. For a mailbox, say how it is used: \`${text}!\` sends to it, \`${text}?\` receives from it.`,
      {
        fixes: [
          ...fix(`Write \`${text}!\``, at.end, at.end, '!'),
          ...fix(`Write \`${text}?\``, at.end, at.end, '?'),
        ],
      },
    );
    return { kind: 'type-hole', at, interface: { text, at } };
  }
  return { kind: 'type-hole', at };
}

function readMailbox(reader: TreeReader, at: Range): TypeNode {
  let name: Name = reader.noName(at.start);
  let capability: '!' | '?' = '!';
  let pattern: ReturnType<typeof readPattern> | undefined;
  let usage: { value: 'R' | 'U'; at: Range } | undefined;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (type === 'constructor') name = reader.name('constructor', 'an interface');
    else if (type === '!' || type === '?') {
      capability = type;
      const { start, end } = reader;
      if (reader.slice(start, end + 1) === '!=') {
        const sign = { start, end: end + 1 };
        reader.fault(
          'E136',
          sign,
          '`!=` is one sign, “not equal”. Write a space after the `!` of the type.',
          {
            fixes: spelling('Write a space', end, end, ' '),
          },
        );
      }
    } else if (type === 'usage') usage = readUsage(reader);
    else if (isPattern(type)) {
      if (type === 'starred_pattern' || type === 'prefix_star' || type === 'pattern_sequence') {
        const p = reader.at();
        reader.fault('E125', p, 'In a mailbox type such a pattern stands in parentheses.', {
          fixes: [
            {
              title: 'Write the parentheses',
              spelling: true,
              edits: [
                { range: { start: p.start, end: p.start }, text: '(' },
                { range: { start: p.end, end: p.end }, text: ')' },
              ],
            },
          ],
        });
      }
      pattern = readPattern(reader);
    }
  }
  return {
    kind: 'mailbox-type',
    at,
    interface: name,
    capability,
    ...(pattern && { pattern }),
    ...(usage && { usage }),
  };
}

function readUsage(reader: TreeReader): { value: 'R' | 'U'; at: Range } | undefined {
  const at = reader.at();
  let letter: Range | undefined;
  let closed = false;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (type === ']') closed = reader.present;
    else if (type === 'constructor' || type === 'variable') letter = reader.at();
  }
  const text = letter ? reader.sliceOf(letter) : '';
  let value: 'R' | 'U' | undefined;
  if (text === 'R' || text === 'U') value = text;
  else {
    reader.fault(
      'E127',
      letter && text !== '' ? letter : at,
      'A usage is `R` (returnable: may be kept and returned) or `U` (usable: only for sending and calling).',
      {
        fixes:
          letter && ['r', 'u'].includes(text)
            ? spelling(`Write \`${text.toUpperCase()}\``, letter.start, letter.end, text.toUpperCase())
            : undefined,
      },
    );
  }
  if (!closed) reader.unclosed('[', at.start, at.end);
  return value && { value, at };
}

function readList(reader: TreeReader, at: Range): TypeNode {
  let element: TypeNode | undefined;
  let open: number | undefined;
  let closed = false;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (type === '(') open = reader.start;
    else if (type === ')') closed = reader.present;
    else if (isType(type)) element = readSimple(reader, 'What a list holds');
  }
  if (open !== undefined && !closed) reader.unclosed('(', open, at.end);
  if (!element) reader.fault('E126', at, 'A list type says what the list holds: `List(Int)`.');
  return { kind: 'list-type', at, element: element ?? { kind: 'type-hole', at } };
}

function readParts(reader: TreeReader, at: Range, simple?: string): { parts: TypeNode[] } {
  const parts: TypeNode[] = [];
  let closed = false;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (type === ')') closed = reader.present;
    else if (isType(type)) parts.push(simple ? readSimple(reader, simple) : readType(reader));
  }
  if (!closed) reader.unclosed('(', at.start, at.end);
  return { parts };
}

function readSum(reader: TreeReader, at: Range): TypeNode {
  const { parts } = readParts(reader, at, 'Each part of a sum');
  const third = parts[2];
  const last = parts.at(-1);
  if (third && last) {
    reader.fault(
      'E126',
      { start: third.at.start, end: last.at.end },
      'A sum has two parts, and a part cannot be a sum.',
    );
  }
  const left = parts[0] ?? { kind: 'type-hole', at };
  return { kind: 'sum-type', at, left, right: parts[1] ?? { kind: 'type-hole', at } };
}

function readFunction(reader: TreeReader, at: Range): TypeNode {
  const parameters: TypeNode[] = [];
  let result: TypeNode | undefined;
  let arrow: '->' | '-o' | undefined;
  let closed = false;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (type === ')') closed = reader.present;
    else if (type === '->' || type === '-o') {
      arrow = type;
      const { end } = reader;
      if (type === '-o' && /^[A-Za-z0-9_']/.test(reader.slice(end, end + 1))) {
        reader.fault('E136', reader.at(), 'After `-o` comes a space.', {
          fixes: spelling('Write a space', end, end, ' '),
        });
      }
    } else if (isType(type)) {
      if (arrow) result = readSimple(reader, 'The result of a function type');
      else parameters.push(readType(reader));
    }
  }
  if (!closed) {
    reader.unclosed('(', at.start, at.end);
  } else if (!arrow) {
    const [only] = parameters;
    if (only && parameters.length === 1) {
      reader.fault(
        'E126',
        at,
        'A type alone stands without parentheses; a function type goes on with `-> T`.',
        {
          fixes: spelling('Remove the parentheses', at.start, at.end, reader.sliceOf(only.at)),
        },
      );
      return only;
    }
    if (parameters.length === 0) {
      reader.fault('E126', at, 'The type of `()` is `Unit`; a function type goes on with `-> T`.', {
        fixes: spelling('Write `Unit`', at.start, at.end, 'Unit'),
      });
      return { kind: 'base-type', at, name: 'Unit' };
    }
    reader.fault(
      'E126',
      at,
      'A function type goes on with `->` and its result; the parts of a tuple type are joined by `*`.',
      {
        fixes: [
          {
            title: 'Make it a tuple type',
            edits: [{ range: at, text: `(${parameters.map(p => reader.sliceOf(p.at)).join(' * ')})` }],
          },
        ],
      },
    );
    return { kind: 'tuple-type', at, parts: parameters };
  }
  return {
    kind: 'function-type',
    at,
    linear: arrow === '-o',
    parameters,
    result: result ?? { kind: 'type-hole', at },
  };
}
