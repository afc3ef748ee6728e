// Whether a value is of a type of the model of LSP, strictly: a property that the model does not know is wrong, and so is
// a `null` where the model has none. Gives every fault with its path.
import type { BaseName, Enumeration, MetaModel, Property, Request, Structure, Type } from './meta-model.ts';

/** What is wrong, and where in the value. */
export interface Fault {
  readonly path: string;
  readonly what: string;
}

const largest = 2 ** 31 - 1;
/** The types whose values are whatever their users agree on. */
const free = new Set(['LSPAny', 'LSPObject', 'LSPArray']);

export class Validator {
  private readonly structures: ReadonlyMap<string, Structure>;
  private readonly enumerations: ReadonlyMap<string, Enumeration>;
  private readonly aliases: ReadonlyMap<string, Type>;
  private readonly requests: ReadonlyMap<string, Request>;
  private readonly notifications: ReadonlyMap<string, MetaModel['notifications'][number]>;
  private readonly known = new Map<string, ReadonlyMap<string, Property>>();

  constructor(model: MetaModel) {
    const named = <T extends { readonly name: string }>(all: readonly T[]): ReadonlyMap<string, T> =>
      new Map(all.map(one => [one.name, one]));
    this.structures = named(model.structures);
    this.enumerations = named(model.enumerations);
    this.aliases = new Map(model.typeAliases.map(({ name, type }) => [name, type]));
    this.requests = new Map(model.requests.map(one => [one.method, one]));
    this.notifications = new Map(model.notifications.map(one => [one.method, one]));
  }

  request(method: string): Request | undefined {
    return this.requests.get(method);
  }

  notification(method: string): MetaModel['notifications'][number] | undefined {
    return this.notifications.get(method);
  }

  /** The names of the properties of a structure. */
  propertiesOf(structure: string): ReadonlySet<string> {
    return new Set(this.properties(structure).keys());
  }

  /** What is wrong with a value of a type; nothing when it is right. */
  faults(type: Type, value: unknown, path = ''): Fault[] {
    const wrong = (what: string): Fault[] => [{ path, what: `${what}, not ${shown(value)}` }];
    switch (type.kind) {
      case 'base':
        return isBase(type.name, value) ? [] : wrong(`must be ${type.name}`);
      case 'stringLiteral':
        return value === type.value ? [] : wrong(`must be "${type.value}"`);
      case 'array':
        if (!Array.isArray(value)) return wrong('must be an array');
        return value.flatMap((one, i) => this.faults(type.element, one, `${path}[${i}]`));
      case 'tuple':
        if (!Array.isArray(value) || value.length !== type.items.length) {
          return wrong(`must be ${type.items.length} values`);
        }
        return type.items.flatMap((one, i) => this.faults(one, value[i], `${path}[${i}]`));
      case 'map':
        if (!isObject(value)) return wrong('must be an object');
        return Object.entries(value).flatMap(([key, one]) => [
          ...this.faults(type.key, /^-?\d+$/.test(key) ? Number(key) : key, `${path}.${key} (key)`),
          ...this.faults(type.value, one, `${path}.${key}`),
        ]);
      case 'literal':
        return this.object(new Map(type.value.properties.map(p => [p.name, p])), value, path);
      case 'and': {
        const all = new Map(type.items.flatMap(one => [...this.propertiesOfType(one)]));
        return this.object(all, value, path);
      }
      case 'or': {
        let best: Fault[] | undefined;
        for (const one of type.items) {
          const faults = this.faults(one, value, path);
          if (faults.length === 0) return [];
          // The alternative that was meant is the one that fits most deeply.
          if (best === undefined || depth(faults) > depth(best)) best = faults;
        }
        return best ?? wrong('must be of some type');
      }
      case 'reference':
        return this.referenced(type.name, value, path);
      default:
        return type satisfies never;
    }
  }

  private referenced(name: string, value: unknown, path: string): Fault[] {
    if (free.has(name)) return value === undefined ? [{ path, what: 'is missing' }] : [];
    const alias = this.aliases.get(name);
    if (alias !== undefined) return this.faults(alias, value, path);
    const enumeration = this.enumerations.get(name);
    if (enumeration !== undefined) {
      const faults = this.faults(enumeration.type, value, path);
      if (faults.length > 0 || enumeration.supportsCustomValues) return faults;
      return enumeration.values.some(one => one.value === value)
        ? []
        : [{ path, what: `must be one of ${name}, not ${shown(value)}` }];
    }
    if (!this.structures.has(name)) throw new Error(`the model speaks of ${name}, which it does not have`);
    return this.object(this.properties(name), value, path);
  }

  private object(properties: ReadonlyMap<string, Property>, value: unknown, path: string): Fault[] {
    if (!isObject(value)) return [{ path, what: `must be an object, not ${shown(value)}` }];
    const faults: Fault[] = [];
    for (const [name, { type, optional }] of properties) {
      const one = value[name];
      const at = path === '' ? name : `${path}.${name}`;
      if (one === undefined) {
        if (!optional) faults.push({ path: at, what: 'is missing' });
      } else faults.push(...this.faults(type, one, at));
    }
    for (const name of Object.keys(value)) {
      if (!properties.has(name)) faults.push({ path: `${path}.${name}`, what: 'is unknown to the model' });
    }
    return faults;
  }

  private propertiesOfType(type: Type): ReadonlyMap<string, Property> {
    if (type.kind === 'reference') return this.properties(type.name);
    if (type.kind === 'literal') return new Map(type.value.properties.map(p => [p.name, p]));
    throw new Error(`the model puts a ${type.kind} together with others`);
  }

  private properties(structure: string): ReadonlyMap<string, Property> {
    const before = this.known.get(structure);
    if (before !== undefined) return before;
    const found = this.structures.get(structure);
    if (found === undefined) throw new Error(`the model has no structure ${structure}`);
    const all = new Map<string, Property>();
    for (const parent of [...(found.extends ?? []), ...(found.mixins ?? [])]) {
      for (const [name, property] of this.propertiesOfType(parent)) all.set(name, property);
    }
    for (const property of found.properties) all.set(property.name, property);
    this.known.set(structure, all);
    return all;
  }
}

function isBase(name: BaseName, value: unknown): boolean {
  switch (name) {
    case 'string':
    case 'RegExp':
      return typeof value === 'string';
    case 'URI':
    case 'DocumentUri':
      return typeof value === 'string' && /^[a-zA-Z][a-zA-Z0-9+.-]*:[^\s"<>\\^`{|}]*$/.test(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'null':
      return value === null;
    case 'decimal':
      return typeof value === 'number';
    case 'integer':
      return Number.isInteger(value) && Math.abs(Number(value)) <= largest + 1;
    case 'uinteger':
      return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= largest;
    default:
      return name satisfies never;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** How deep in the value the shallowest fault is. */
function depth(faults: readonly Fault[]): number {
  return Math.min(...faults.map(({ path }) => path.split(/[.[]/).length));
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
