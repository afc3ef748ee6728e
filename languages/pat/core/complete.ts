// User-written types and patterns completed to full types (spec §3, "Defaults where the user leaves them out").
import type { PatternNode, Range, TypeNode } from '../syntax/ast.ts';
import { hasUsage } from '../types/operations.ts';
import {
  one,
  type Pattern,
  PatternVariable,
  product,
  star,
  sum,
  tag,
  variable,
  zero,
} from '../types/pattern.ts';
import { type Type, unit } from '../types/type.ts';
import type { CoreFault } from './fault.ts';

/** A pattern that the user left out, and where it could be written. */
export interface InferredPattern {
  readonly variable: PatternVariable;
  /** The mailbox type that lacks it. */
  readonly at: Range;
  readonly interface: string;
  readonly capability: '!' | '?';
}

/** The types of one item, completed: fresh pattern variables and mentioned interfaces are collected on the way. */
export class TypeCompletion {
  readonly inferred: InferredPattern[] = [];
  readonly interfaces: { readonly name: string; readonly at: Range }[] = [];
  readonly faults: CoreFault[] = [];
  private readonly known: readonly InferredPattern[];

  /** `known`: patterns that were left out, in order, whose variables stand for the first that are left out now. */
  constructor(known: readonly InferredPattern[] = []) {
    this.known = known;
  }

  /** The type with defaults filled in; `inData`: a missing usage is `R` for both capabilities. */
  type(node: TypeNode, inData = false): Type {
    switch (node.kind) {
      case 'base-type':
        return node.name === 'Unit' ? unit : { kind: 'base', name: node.name };
      case 'mailbox-type': {
        const { text } = node.interface;
        if (text === '') return { kind: 'error' };
        this.interfaces.push({ name: text, at: node.interface.at });
        let pattern: Pattern;
        if (node.pattern === undefined) {
          const unknown = this.known[this.inferred.length]?.variable ?? new PatternVariable(text, text);
          this.inferred.push({
            variable: unknown,
            at: node.at,
            interface: text,
            capability: node.capability,
          });
          pattern = variable(unknown);
        } else {
          const written = completePattern(node.pattern);
          if (written === undefined) return { kind: 'error', interface: text };
          if (written.kind === 'zero' && node.capability === '!') {
            this.faults.push({ kind: 'empty-promise', at: node.pattern.at, interface: text });
            return { kind: 'error', interface: text };
          }
          pattern = written;
        }
        const usage = node.usage?.value ?? (inData || node.capability === '?' ? 'R' : 'U');
        return { kind: 'mailbox', capability: node.capability, interface: text, pattern, usage };
      }
      case 'function-type':
        return {
          kind: 'function',
          linear: node.linear,
          parameters: node.parameters.map(t => this.type(t)),
          result: this.type(node.result),
          usage: 'R',
        };
      case 'tuple-type':
        return { kind: 'tuple', parts: node.parts.map(t => this.type(t, true)) };
      case 'sum-type':
        return { kind: 'sum', left: this.type(node.left, true), right: this.type(node.right, true) };
      case 'list-type':
        return { kind: 'list', element: this.type(node.element, true) };
      case 'type-hole':
        return node.interface === undefined
          ? { kind: 'error' }
          : { kind: 'error', interface: node.interface.text };
      default:
        return node satisfies never;
    }
  }

  /**
   * A payload's type: a mailbox or linear function itself is second class, in data it is as written. A written usage on
   * the outermost mailbox type is a fault.
   */
  payload(node: TypeNode): Type {
    const completed = this.type(node);
    if (node.kind === 'mailbox-type' && node.usage !== undefined) {
      this.faults.push({ kind: 'payload-usage', at: node.usage.at, usage: node.usage.value });
    }
    return hasUsage(completed) ? { ...completed, usage: 'U' } : completed;
  }
}

/** The pattern as a term of commutative Kleene algebra; undefined when part of it is missing from the source. */
export function completePattern(node: PatternNode): Pattern | undefined {
  const pattern = patternOf(node);
  return pattern?.kind === 'sum' || pattern?.kind === 'product' ? { ...pattern, written: true } : pattern;
}

function patternOf(node: PatternNode): Pattern | undefined {
  switch (node.kind) {
    case 'pattern-tag':
      return tag(node.tag);
    case 'pattern-constant':
      return node.value === 0 ? zero : one;
    case 'pattern-sum':
    case 'pattern-product': {
      const parts = node.parts.map(patternOf);
      if (!parts.every(p => p !== undefined)) return undefined;
      return node.kind === 'pattern-sum' ? sum(parts) : product(parts);
    }
    case 'pattern-star': {
      const body = patternOf(node.body);
      return body === undefined ? undefined : star(body);
    }
    case 'pattern-hole':
      return undefined;
    default:
      return node satisfies never;
  }
}
