// Examples of the types of LSP's model, with everything that is optional in them.
import type { BaseName, MetaModel, Property, Type } from './meta-model.ts';

const examples: Readonly<Record<BaseName, unknown>> = {
  URI: 'file:///a.pat',
  DocumentUri: 'file:///a.pat',
  integer: 1,
  uinteger: 1,
  decimal: 0.5,
  RegExp: 'x',
  string: 'x',
  boolean: true,
  null: null,
};

/** A value of a type. What holds itself is left out at some depth. */
export function instanceOf(model: MetaModel, type: Type, depth = 0): unknown {
  const of = (one: Type): unknown => instanceOf(model, one, depth + 1);
  const object = (properties: readonly Property[]): object =>
    Object.fromEntries(
      properties.flatMap(({ name, optional, type }) => (optional && depth > 6 ? [] : [[name, of(type)]])),
    );
  const propertiesOf = (name: string): readonly Property[] => {
    const found = model.structures.find(one => one.name === name);
    const above = [...(found?.extends ?? []), ...(found?.mixins ?? [])].flatMap(one =>
      one.kind === 'reference' ? propertiesOf(one.name) : [],
    );
    return [...above, ...(found?.properties ?? [])];
  };
  switch (type.kind) {
    case 'base':
      return examples[type.name];
    case 'stringLiteral':
      return type.value;
    case 'array':
      return depth > 8 ? [] : [of(type.element)];
    case 'map':
      return {};
    case 'tuple':
      return type.items.map(of);
    case 'literal':
      return object(type.value.properties);
    case 'and':
      return Object.assign({}, ...type.items.map(of));
    case 'or':
      return type.items[0] === undefined ? null : of(type.items[0]);
    case 'reference': {
      const { name } = type;
      if (name.startsWith('LSPA') || name.startsWith('LSPO')) return { some: ['thing'] };
      const alias = model.typeAliases.find(one => one.name === name);
      if (alias !== undefined) return of(alias.type);
      const enumeration = model.enumerations.find(one => one.name === name);
      if (enumeration !== undefined) return enumeration.values[0]?.value;
      return object(propertiesOf(name));
    }
    default:
      return type satisfies never;
  }
}
