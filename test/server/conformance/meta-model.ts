// The machine-readable model of LSP (its `metaModel.json`), as far as messages are checked against it. It is no part of
// this project: the environment variable LSP_METAMODEL says in which file it is.
import { readFileSync } from 'node:fs';
import process from 'node:process';

export type Type =
  | { readonly kind: 'base'; readonly name: BaseName }
  | { readonly kind: 'reference'; readonly name: string }
  | { readonly kind: 'array'; readonly element: Type }
  | { readonly kind: 'map'; readonly key: Type; readonly value: Type }
  | { readonly kind: 'and' | 'or' | 'tuple'; readonly items: readonly Type[] }
  | { readonly kind: 'literal'; readonly value: { readonly properties: readonly Property[] } }
  | { readonly kind: 'stringLiteral'; readonly value: string };

export type BaseName =
  | 'URI'
  | 'DocumentUri'
  | 'integer'
  | 'uinteger'
  | 'decimal'
  | 'RegExp'
  | 'string'
  | 'boolean'
  | 'null';

export interface Property {
  readonly name: string;
  readonly type: Type;
  readonly optional?: boolean;
}

export interface Structure {
  readonly name: string;
  readonly extends?: readonly Type[];
  readonly mixins?: readonly Type[];
  readonly properties: readonly Property[];
}

export interface Enumeration {
  readonly name: string;
  readonly type: { readonly kind: 'base'; readonly name: BaseName };
  readonly values: readonly { readonly value: string | number }[];
  readonly supportsCustomValues?: boolean;
}

interface Sent {
  readonly method: string;
  readonly messageDirection: 'clientToServer' | 'serverToClient' | 'both';
  readonly params?: Type;
  readonly registrationMethod?: string;
  readonly registrationOptions?: Type;
  /** The capability with which a client says that it understands the message, as a path with dots. */
  readonly clientCapability?: string;
  readonly serverCapability?: string;
}

export interface Request extends Sent {
  readonly result: Type;
  readonly partialResult?: Type;
  readonly errorData?: Type;
}

export interface MetaModel {
  readonly metaData: { readonly version: string };
  readonly requests: readonly Request[];
  readonly notifications: readonly Sent[];
  readonly structures: readonly Structure[];
  readonly enumerations: readonly Enumeration[];
  readonly typeAliases: readonly { readonly name: string; readonly type: Type }[];
}

/** The model, or undefined where nothing says where it is. Throws when the file it should be in is not it. */
export function metaModel(): MetaModel | undefined {
  const { LSP_METAMODEL: file } = process.env;
  if (file === undefined || file === '') return undefined;
  const model: MetaModel = JSON.parse(readFileSync(file, 'utf8'));
  if (!Array.isArray(model.structures)) throw new Error(`${file} is no model of LSP`);
  return model;
}
