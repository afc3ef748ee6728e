// The types that generated programs are about, and how Pat writes them. Like protocol.ts, independent of the checker.
import { atom, key, type Protocol } from './protocol.ts';

export type Base = 'Int' | 'Bool' | 'String' | 'Atom' | 'Unit';

export interface MailboxShape {
  readonly kind: 'mailbox';
  readonly capability: '!' | '?';
  readonly interface: string;
  readonly protocol: Protocol;
  /** Written out only where it is given. */
  readonly usage?: 'R' | 'U';
  /** The pattern is left out when the type is written. */
  readonly bare?: boolean;
}
export type Shape =
  | { readonly kind: 'base'; readonly name: Base }
  | { readonly kind: 'tuple'; readonly parts: readonly Shape[] }
  | { readonly kind: 'sum'; readonly left: Shape; readonly right: Shape }
  | { readonly kind: 'list'; readonly element: Shape }
  | {
      readonly kind: 'function';
      readonly linear: boolean;
      readonly from: readonly Shape[];
      readonly to: Shape;
    }
  | MailboxShape;

export const base = (name: Base): Shape => ({ kind: 'base', name });
export const int = base('Int');
export const unit = base('Unit');

/** The type as Pat writes it. */
export function written(shape: Shape): string {
  switch (shape.kind) {
    case 'base':
      return shape.name;
    case 'tuple':
      return `(${shape.parts.map(written).join(' * ')})`;
    case 'sum':
      return `(${written(shape.left)} + ${written(shape.right)})`;
    case 'list':
      return `List(${written(shape.element)})`;
    case 'function':
      return `(${shape.from.map(written).join(', ')}) ${shape.linear ? '-o' : '->'} ${written(shape.to)}`;
    case 'mailbox': {
      const pattern = shape.bare === true ? '' : atom(shape.protocol);
      return `${shape.interface}${shape.capability}${pattern}${shape.usage === undefined ? '' : `[${shape.usage}]`}`;
    }
  }
}

/** The type as it is when it came in a message: the mailboxes in it are usable, also those in data. */
export function secondClass(shape: Shape): Shape {
  switch (shape.kind) {
    case 'mailbox':
      return { ...shape, usage: 'U' };
    case 'tuple':
      return { ...shape, parts: shape.parts.map(secondClass) };
    case 'sum':
      return { ...shape, left: secondClass(shape.left), right: secondClass(shape.right) };
    case 'list':
      return { ...shape, element: secondClass(shape.element) };
    default:
      return shape;
  }
}

/** Whether a value of this type has to be used up. */
export function isDuty(shape: Shape): boolean {
  switch (shape.kind) {
    case 'base':
      return false;
    case 'tuple':
      return shape.parts.some(isDuty);
    case 'sum':
      return isDuty(shape.left) || isDuty(shape.right);
    case 'list':
      return isDuty(shape.element);
    case 'function':
      return shape.linear;
    case 'mailbox':
      return true;
  }
}

/** Whether a linear function is in sight. */
export function holdsFunction(shape: Shape): boolean {
  switch (shape.kind) {
    case 'tuple':
      return shape.parts.some(holdsFunction);
    case 'sum':
      return holdsFunction(shape.left) || holdsFunction(shape.right);
    case 'list':
      return holdsFunction(shape.element);
    case 'function':
      return shape.linear;
    default:
      return false;
  }
}

/** The interfaces of the mailboxes in sight. */
export function interfacesIn(shape: Shape): string[] {
  switch (shape.kind) {
    case 'tuple':
      return shape.parts.flatMap(interfacesIn);
    case 'sum':
      return [...interfacesIn(shape.left), ...interfacesIn(shape.right)];
    case 'list':
      return interfacesIn(shape.element);
    case 'mailbox':
      return [shape.interface];
    default:
      return [];
  }
}

/** Equal for types that mean the same but for usages and left-out patterns. */
export function shapeKey(shape: Shape): string {
  if (shape.kind === 'mailbox') return `${shape.interface}${shape.capability}${key(shape.protocol)}`;
  if (shape.kind === 'tuple') return `(${shape.parts.map(shapeKey).join('*')})`;
  if (shape.kind === 'list') return `List(${shapeKey(shape.element)})`;
  return written(shape);
}
