// Parameters and lists of names, in definitions, functions, clauses and tuple lets.
import type { Name, Parameter, Range } from './ast.ts';
import { isType, readAnnotation } from './convert-type.ts';
import { fix, type TreeReader } from './reader.ts';

/** The parameters at the cursor: `(x: T, y: S)`. */
export function readParameters(reader: TreeReader): Parameter[] {
  const at = reader.at();
  const parameters: Parameter[] = [];
  let closed = false;
  let comma = true;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (type === ')') closed = reader.present;
    else if (type === ',') comma = reader.present;
    else if (type === 'parameter') {
      const previous = parameters.at(-1);
      if (!comma && previous) missingComma(reader, previous.at);
      parameters.push(readParameter(reader));
      comma = false;
    } else if (type === 'missing_name') {
      parameters.push(missingParameter(reader.name('variable', 'a parameter')));
    }
  }
  if (!closed) reader.unclosed('(', at.start, at.end);
  return parameters;
}

/** A parameter that is not there: it has no name and could be anything. */
export function missingParameter(name: Name): Parameter {
  return { at: name.at, name, type: { kind: 'type-hole', at: name.at } };
}

function readParameter(reader: TreeReader): Parameter {
  const at = reader.at();
  let name: Name = reader.noName(at.start);
  let annotation: Parameter['type'] | undefined;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (isType(type)) annotation = readAnnotation(reader);
    else if (type === 'variable' || type === 'constructor') name = reader.name('variable', 'a parameter');
  }
  if (!annotation && name.text !== '') {
    reader.fault('E103', at, `A parameter has a type: \`${name.text}: Int\`, for example.`);
  }
  return { at, name, type: annotation ?? { kind: 'type-hole', at } };
}

/**
 * The names at the cursor, `(x, y)`; also `[x, y]`, which only `receive` clauses write and their reader reports. With a
 * `count`, there must be so many, which `example` shows.
 */
export function readNames(reader: TreeReader, role: string, count: number, example: string): Name[] {
  const at = reader.at();
  const names: Name[] = [];
  let open: '(' | '[' = '(';
  let closed = false;
  let previous: Name | undefined;
  let comma = true;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (type === '[') open = '[';
    else if (type === ')' || type === ']') closed = reader.present;
    else if (type === ',') comma = reader.present;
    else if (type === 'variable' || type === 'constructor' || type === 'missing_name') {
      const name = reader.name('variable', role);
      if (previous && !comma) missingComma(reader, previous.at);
      names.push(name);
      previous = name;
      comma = false;
    }
  }
  if (!closed) reader.unclosed(open, at.start, at.end);
  else if (count > 0 && names.length !== count) {
    reader.fault('E122', at, `Here stands exactly one name, as in \`${example}\`.`);
  }
  return names;
}

/** Reports that a comma is missing after what stands at `at`. */
export function missingComma(reader: TreeReader, at: Range): void {
  const { end } = at;
  reader.fault('E107', reader.before(end), 'After this `,` is missing.', {
    fixes: fix('Write `,`', end, end, ','),
  });
}
