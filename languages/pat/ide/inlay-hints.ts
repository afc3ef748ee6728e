// Inlay hints: what the checker knows and the user left out. The pattern of a mailbox type, what a `new` mailbox is
// received at, the type of a `let` that holds mailboxes; and after each clause of a guard what remains in the mailbox.
import type { HintPart, InlayHint } from '../../answers.ts';
import type { Span } from '../../diagnostic.ts';
import type { AnalysedItem, Analysis } from '../analysis.ts';
import type { Fact } from '../check/checking.ts';
import type { Binder, Final, Step } from '../core/term.ts';
import { visitComputation } from '../core/visit.ts';
import { presentType } from '../explain/present.ts';
import { simplified } from '../solve/index.ts';
import type { MessageSignature } from '../syntax/ast.ts';
import { holdsError, holdsMailbox } from '../types/operations.ts';
import { tagOrder } from '../types/order.ts';
import { type Pattern, sum } from '../types/pattern.ts';
import { describePattern, shortPattern, showPatternInType, showType } from '../types/show.ts';
import type { Type } from '../types/type.ts';
import { knownPattern, writeType } from '../types/write.ts';
import { spanOf } from './locate.ts';
import { meaningOf, patternMeaning } from './meaning.ts';
import { missingPatterns } from './missing-patterns.ts';

/** Which hints are wanted. */
export interface WantedHints {
  /** Patterns and types that were left out. */
  readonly patterns: boolean;
  /** What remains in the mailbox after each clause of a guard. */
  readonly remaining: boolean;
}

/** Longer types and patterns are cut short in a hint, and whole in its tooltip. */
const longest = 48;
const longestPattern = 120;

/** The hints at offsets within the span, in order. */
export function inlayHints(analysis: Analysis, span: Span, wanted: WantedHints): InlayHint[] {
  const hints = new Hints(analysis);
  for (const item of analysis.items) {
    if (item.start > span.end || item.start + item.item.at.end < span.start) continue;
    if (wanted.patterns) {
      hints.patterns(item);
      hints.bindings(item);
    }
    if (wanted.remaining) hints.remaining(item);
  }
  return hints.found
    .filter(({ offset }) => span.start <= offset && offset <= span.end)
    .sort((a, b) => a.offset - b.offset);
}

class Hints {
  readonly found: InlayHint[] = [];
  private readonly analysis: Analysis;
  private declarations: Map<string, Declaration> | undefined;

  constructor(analysis: Analysis) {
    this.analysis = analysis;
  }

  private get values() {
    return this.analysis.solution.values;
  }

  private order(of: string) {
    return tagOrder(this.analysis.signatures, of);
  }

  /** After `!` and `?` in types without a pattern. */
  patterns(item: AnalysedItem): void {
    for (const { offset, interface: name, capability, pattern } of missingPatterns(this.analysis, item)) {
      const text = showPatternInType(pattern);
      const shown = shorten(text, longestPattern);
      this.found.push({
        kind: 'type',
        offset,
        label: this.linked(shown, name),
        spaced: false,
        tooltip: `Inferred: \`${name}${capability}${shown}\`, ${patternMeaning(capability, pattern)}.`,
        edits: [{ span: { start: offset, end: offset }, text }],
      });
    }
  }

  /** In `new[…]` and after the names of `let`. */
  bindings(item: AnalysedItem): void {
    const { lowered, checked } = item;
    if (lowered.kind === 'interface' || checked === undefined) return;
    const facts = new Map<Binder, Fact[]>();
    for (const fact of checked.facts) {
      if (fact.kind === 'guard') continue;
      const others = facts.get(fact.binder);
      if (others === undefined) facts.set(fact.binder, [fact]);
      else others.push(fact);
    }
    const step = (s: Step): void => {
      if (s.kind === 'then') return;
      if (s.kind === 'let-tuple') this.tuple(item, s, facts);
      else if (s.bound.kind === 'new') this.made(item, s.bound, facts.get(s.binder) ?? []);
      else if (!s.binder.introduced && s.binder.name !== '' && !isAnnotated(s.bound))
        this.bound(item, s.binder, boundType(facts.get(s.binder)));
    };
    visitComputation({ step }, lowered.core.body);
  }

  /** `new[Future?Put]`: what the mailbox holds where it is received from. */
  private made(item: AnalysedItem, f: Extract<Final, { kind: 'new' }>, facts: readonly Fact[]): void {
    const received: Pattern[] = [];
    for (const fact of facts) {
      if (fact.kind !== 'use' || fact.type.kind !== 'mailbox' || fact.type.capability !== '?') continue;
      const pattern = knownPattern(fact.type.pattern, this.values);
      if (pattern === undefined) return;
      received.push(pattern);
    }
    const pattern = simplified(sum(received), this.order(f.interface.text));
    if (received.length === 0 || pattern.kind === 'zero' || pattern.kind === 'one') return;
    const { text, at } = f.interface;
    const shown = `?${shorten(showPatternInType(pattern), longestPattern)}`;
    this.found.push({
      kind: 'type',
      offset: item.start + at.end,
      label: this.linked(shown, text),
      spaced: false,
      tooltip: `The new mailbox is received from as \`${text}${shown}\`: it holds ${describePattern(pattern)} by then.`,
      edits: [],
    });
  }

  private tuple(
    item: AnalysedItem,
    s: Extract<Step, { kind: 'let-tuple' }>,
    facts: ReadonlyMap<Binder, readonly Fact[]>,
  ): void {
    if (s.value.kind === 'annotated') return;
    for (const binder of s.binders) {
      if (binder.name !== '') this.bound(item, binder, boundType(facts.get(binder)), false);
    }
  }

  /** `let door: Greeter!Hello`: the type as the rest of the scope uses it. */
  private bound(item: AnalysedItem, binder: Binder, used: Type | undefined, writable = true): void {
    if (used === undefined || !holdsMailbox(used) || holdsError(used)) return;
    const type = presentType({ world: this.analysis.signatures, values: this.values }, used);
    const text = writeType(type, { values: this.values, madeReturnable: true });
    if (text === undefined) return;
    const { end } = spanOf(item, binder.at);
    this.found.push({
      kind: 'type',
      offset: end,
      label: [{ text: ': ' }, ...this.linked(shorten(text), undefined)],
      spaced: false,
      tooltip: `\`${binder.name} : ${showType(type, this.values)}\`\n\n${sentence(meaningOf(type, this.values))}`,
      edits: writable ? [{ span: { start: end, end }, text: `: ${text}` }] : [],
    });
  }

  /** After the head of each `receive` clause. */
  remaining(item: AnalysedItem): void {
    for (const fact of item.checked?.facts ?? []) {
      if (fact.kind !== 'guard') continue;
      for (const { at, tag, remaining, fails } of fact.clauses) {
        if (tag === undefined || fails || remaining.kind === 'zero') continue;
        const pattern = simplified(remaining, this.order(fact.interface));
        this.found.push({
          kind: 'remaining',
          offset: item.start + at.end,
          label:
            pattern.kind === 'one'
              ? [{ text: 'now empty' }]
              : [{ text: 'still ' }, ...this.linked(shortPattern(pattern, longestPattern), fact.interface)],
          spaced: true,
          tooltip: `After this \`${tag}\` the mailbox holds ${describePattern(pattern)}.`,
          edits: [],
        });
      }
    }
  }

  // ---------------------------------------------------------------------------------------------- links

  /**
   * The text of a pattern or type, with each name of an interface or message linked to its declaration. Messages belong
   * to the interface named last before them.
   */
  private linked(text: string, interfaceName: string | undefined): HintPart[] {
    const parts: HintPart[] = [];
    let of = interfaceName;
    let plain = 0;
    const push = (from: number, to: number, target?: Span): void => {
      if (to > from) parts.push({ text: text.slice(from, to), ...(target === undefined ? {} : { target }) });
    };
    for (const match of text.matchAll(/[A-Z][\w']*([!?])?/g)) {
      const name = match[1] === undefined ? match[0] : match[0].slice(0, -1);
      if (match[1] !== undefined) of = name;
      const target = match[1] === undefined ? this.message(of, name) : this.declaration(name)?.name;
      if (target === undefined) continue;
      push(plain, match.index);
      plain = match.index + name.length;
      push(match.index, plain, target);
    }
    push(plain, text.length);
    return parts;
  }

  private message(interfaceName: string | undefined, tag: string): Span | undefined {
    return interfaceName === undefined ? undefined : this.declaration(interfaceName)?.messages.get(tag);
  }

  private declaration(name: string): Declaration | undefined {
    this.declarations ??= declarations(this.analysis);
    return this.declarations.get(name);
  }
}

interface Declaration {
  readonly name: Span;
  readonly messages: ReadonlyMap<string, Span>;
}

/** The interfaces by their names, the first of each. */
function declarations({ items }: Analysis): Map<string, Declaration> {
  const found = new Map<string, Declaration>();
  for (const analysed of items) {
    const { item } = analysed;
    if (item.kind !== 'interface' || found.has(item.name.text)) continue;
    const place = ({ tag }: MessageSignature): [string, Span] => [tag.text, spanOf(analysed, tag.at)];
    const messages = new Map([...item.messages].reverse().map(place));
    found.set(item.name.text, { name: spanOf(analysed, item.name.at), messages });
  }
  return found;
}

function boundType(facts: readonly Fact[] | undefined): Type | undefined {
  for (const fact of facts ?? []) if (fact.kind === 'binding') return fact.type;
  return undefined;
}

/** Whether the source says the type: `let x: T = e`, `let x = (e : T)`. */
function isAnnotated(bound: Final): boolean {
  return bound.kind === 'annotation' || (bound.kind === 'return' && bound.value.kind === 'annotated');
}

function shorten(text: string, most = longest): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}

function sentence(words: string | undefined): string {
  return words === undefined ? '' : `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
