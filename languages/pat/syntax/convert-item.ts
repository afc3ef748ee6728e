// Top-level items: interfaces, definitions and the program's body.
import type {
  BodyItem,
  DefinitionItem,
  Expression,
  InterfaceItem,
  MessageSignature,
  Name,
  TypeNode,
} from './ast.ts';
import { expressionHole, isExpression, readBraces, readExpression } from './convert-expression.ts';
import { missingComma, missingParameter, readParameters } from './convert-parameter.ts';
import { isType, readAnnotation, readType } from './convert-type.ts';
import { fix, type TreeReader } from './reader.ts';

/** The interface at the cursor. */
export function readInterface(reader: TreeReader, documentation: string): InterfaceItem {
  const at = reader.at();
  const keyword = { start: at.start, end: at.start + 9 };
  let name: Name = reader.noName(keyword.end);
  let messages: readonly MessageSignature[] | undefined;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (type === 'message_list') messages = readMessages(reader);
    else if (type !== 'interface') name = reader.name('constructor', 'the interface’s name');
  }
  if (!messages && name.text !== '') {
    reader.fault(
      'E129',
      keyword,
      `An interface lists its messages in braces: \`interface ${name.text} { Put(Int) }\`.`,
    );
  }
  return { kind: 'interface', at, faults: reader.faults, documentation, name, messages: messages ?? [] };
}

function readMessages(reader: TreeReader): MessageSignature[] {
  const at = reader.at();
  const messages: MessageSignature[] = [];
  let closed = false;
  let comma = true;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (type === '}') closed = reader.present;
    else if (type === ',') comma = reader.present;
    else if (type === 'message') {
      const message = readMessage(reader);
      const previous = messages.at(-1);
      if (!comma && previous) missingComma(reader, previous.at);
      messages.push(message);
      comma = false;
    } else if (type === 'missing_name') {
      const tag = reader.name('constructor', 'a message such as `Put(Int)`');
      messages.push({ at: tag.at, tag, payloads: [], documentation: '', unfinished: true });
    }
  }
  if (!closed) reader.unclosed('{', at.start, at.end);
  return messages;
}

function readMessage(reader: TreeReader): MessageSignature {
  const at = reader.at();
  let tag: Name = reader.noName(at.start);
  let payloads: readonly TypeNode[] | undefined;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (type === 'payloads') payloads = readPayloads(reader);
    else tag = reader.name('constructor', 'a tag');
  }
  if (!payloads && tag.text !== '') {
    reader.fault(
      'E129',
      tag.at,
      `A message lists its payload types in parentheses: \`${tag.text}()\` if there are none.`,
      {
        fixes: fix('Write `()`', tag.at.end, tag.at.end, '()'),
      },
    );
  }
  const documentation = reader.documentation(at.start);
  return { at, tag, payloads: payloads ?? [], documentation, ...(!payloads && { unfinished: true }) };
}

function readPayloads(reader: TreeReader): TypeNode[] {
  const at = reader.at();
  const types: TypeNode[] = [];
  let closed = false;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (type === ')') closed = reader.present;
    else if (isType(type)) types.push(readType(reader));
  }
  if (!closed) reader.unclosed('(', at.start, at.end);
  return types;
}

/** The definition at the cursor. */
export function readDefinition(reader: TreeReader, documentation: string): DefinitionItem {
  const at = reader.at();
  const keyword = { start: at.start, end: at.start + 3 };
  let name: Name | undefined;
  let parameters: ReturnType<typeof readParameters> | undefined;
  let result: TypeNode | undefined;
  let body: Expression | undefined;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (type === 'parameters') parameters = readParameters(reader);
    else if (type === 'braces') body = readBraces(reader, 'This definition');
    else if (isType(type)) result = readAnnotation(reader);
    else if (type === 'variable' || type === 'constructor' || type === 'missing_name') {
      name = reader.name('variable', 'the definition’s name');
    }
  }
  if (!name) reader.fault('E102', keyword, 'A definition has a name: `def double(x: Int): Int { x + x }`.');
  const missing = [
    ...(parameters ? [] : ['its parameters in parentheses']),
    ...(result ? [] : ['`:` and its result type']),
    ...(body ? [] : ['its body in braces']),
  ];
  if (missing.length > 0 && name?.text !== '') {
    reader.fault(
      'E129',
      name && name.text !== '' ? name.at : keyword,
      `This definition lacks ${missing.join(', ')}: \`def double(x: Int): Int { x + x }\`.`,
    );
  }
  const end = { start: at.end, end: at.end };
  return {
    kind: 'definition',
    at,
    faults: reader.faults,
    documentation,
    name: name ?? reader.noName(keyword.end),
    // One without a name says that there may be some.
    parameters: parameters ?? [missingParameter(reader.noName(keyword.end))],
    result: result ?? { kind: 'type-hole', at: end },
    body: body ?? expressionHole(at.end),
  };
}

/** The program's body at the cursor. */
export function readBody(reader: TreeReader, documentation: string): BodyItem {
  const at = reader.at();
  let body: Expression | undefined;
  for (let type = reader.down(); type !== undefined; type = reader.next()) {
    if (isExpression(type)) body = readExpression(reader);
  }
  return { kind: 'body', at, faults: reader.faults, documentation, body: body ?? expressionHole(at.end) };
}
