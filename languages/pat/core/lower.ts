// Items → core (spec §4), and the signatures that items show each other. Works on one item at a time and knows nothing
// of the others.
import type { BodyItem, DefinitionItem, InterfaceItem, Item, Name, Range } from '../syntax/ast.ts';
import { sameValue } from '../syntax/equality.ts';
import { Names } from '../syntax/similar.ts';
import type { Type } from '../types/type.ts';
import { type InferredPattern, TypeCompletion } from './complete.ts';
import type { CoreFault } from './fault.ts';
import { Lowering } from './flatten.ts';
import type { CoreBody, CoreDefinition, TypedBinder } from './term.ts';

export interface MessageSignature {
  readonly tag: Name;
  readonly payloads: readonly Type[];
  /** Its payloads are not all in the source. */
  readonly unfinished?: true;
}
export interface InterfaceSignature {
  /** The first item that read so. A later one may have taken its place: with other comments, at another offset. */
  readonly item: InterfaceItem;
  readonly name: string;
  /** The first message of each name. */
  readonly messages: ReadonlyMap<string, MessageSignature>;
  /** Those of the messages. */
  readonly tags: Names;
  /** The name of a message is missing from the source. */
  readonly unfinished: boolean;
}
export interface DefinitionSignature {
  /** The first item whose header read so. A later one may have taken its place: with another body. */
  readonly item: DefinitionItem;
  readonly name: string;
  readonly parameters: readonly TypedBinder[];
  readonly result: Type;
  /** Where the user left a pattern out in the header. */
  readonly inferred: readonly InferredPattern[];
}

interface LoweredBase {
  readonly item: Item;
  readonly faults: readonly CoreFault[];
  /** Where the user left a pattern out. */
  readonly inferred: readonly InferredPattern[];
  /** Interfaces named in types, with the places of their names. */
  readonly interfaces: readonly { readonly name: string; readonly at: Range }[];
}
export interface LoweredInterface extends LoweredBase {
  readonly kind: 'interface';
  readonly signature: InterfaceSignature;
}
export interface LoweredDefinition extends LoweredBase {
  readonly kind: 'definition';
  readonly signature: DefinitionSignature;
  readonly core: CoreDefinition;
}
export interface LoweredBody extends LoweredBase {
  readonly kind: 'body';
  readonly core: CoreBody;
}
export type LoweredItem = LoweredInterface | LoweredDefinition | LoweredBody;

/**
 * Lowers one item. Depends on the item alone, so that the result can be kept as long as the item is. When it takes
 * the place of an `earlier` one and others see no difference, the signature is the same object as before.
 */
export function lower(item: Item, earlier?: LoweredItem): LoweredItem {
  switch (item.kind) {
    case 'interface':
      return lowerInterface(item, earlier);
    case 'definition':
      return lowerDefinition(item, earlier);
    case 'body':
      return lowerBody(item);
    default:
      return item satisfies never;
  }
}

function lowerInterface(item: InterfaceItem, earlier: LoweredItem | undefined): LoweredInterface {
  if (earlier?.kind === 'interface' && sameMessages(earlier.signature.item, item))
    return { ...earlier, item };
  const types = new TypeCompletion();
  const messages = new Map<string, MessageSignature>();
  for (const { tag, payloads, unfinished } of item.messages) {
    const completed = payloads.map(t => types.payload(t));
    const signature = { tag, payloads: completed, ...(unfinished && { unfinished }) };
    const first = messages.get(tag.text);
    if (tag.text === '') continue;
    if (first === undefined) messages.set(tag.text, signature);
    else types.faults.push({ kind: 'duplicate-message', at: tag.at, name: tag.text, first: first.tag.at });
  }
  return {
    kind: 'interface',
    item,
    faults: types.faults,
    inferred: types.inferred,
    interfaces: types.interfaces,
    signature: {
      item,
      name: item.name.text,
      messages,
      tags: new Names(messages.keys()),
      unfinished: item.messages.some(({ tag }) => tag.text === ''),
    },
  };
}

/** Whether two interfaces differ in their comments at most. */
function sameMessages(a: InterfaceItem, b: InterfaceItem): boolean {
  const bare = ({ name, messages }: InterfaceItem) => [
    name,
    messages.map(({ tag, payloads, unfinished }) => [tag, payloads, unfinished]),
  ];
  return sameValue(bare(a), bare(b));
}

/** Whether two definitions differ in their bodies and comments at most. */
function sameHeader(a: DefinitionItem, b: DefinitionItem): boolean {
  const header = ({ name, parameters, result }: DefinitionItem) => [name, parameters, result];
  return sameValue(header(a), header(b));
}

function lowerDefinition(item: DefinitionItem, earlier: LoweredItem | undefined): LoweredDefinition {
  const kept =
    earlier?.kind === 'definition' && sameHeader(earlier.signature.item, item)
      ? earlier.signature
      : undefined;
  const lowering = new Lowering(kept?.inferred);
  const { types, faults } = lowering;
  const parameters = lowering.parameters(item.parameters, item.body.at);
  const result = types.type(item.result);
  const signature = kept ?? {
    item,
    name: item.name.text,
    parameters,
    result,
    inferred: [...types.inferred],
  };
  const body = lowering.computation(item.body);
  return {
    kind: 'definition',
    item,
    faults: [...types.faults, ...faults],
    inferred: types.inferred,
    interfaces: types.interfaces,
    signature,
    core: { name: item.name.text, parameters, result, body, binders: lowering.binders },
  };
}

function lowerBody(item: BodyItem): LoweredBody {
  const lowering = new Lowering();
  const { types, faults } = lowering;
  const body = lowering.computation(item.body);
  return {
    kind: 'body',
    item,
    faults: [...types.faults, ...faults],
    inferred: types.inferred,
    interfaces: types.interfaces,
    core: { body, binders: lowering.binders },
  };
}
