// What a definition can see of the others: the signatures of interfaces and definitions. A view notes what was
// looked up, so that a result can be kept for as long as those signatures stay the same objects.
import type { DefinitionSignature, InterfaceSignature, LoweredItem } from '../core/lower.ts';

export interface World {
  interface(name: string): InterfaceSignature | undefined;
  definition(name: string): DefinitionSignature | undefined;
  /** Names for suggestions ("did you mean …?"). */
  readonly interfaceNames: readonly string[];
  readonly definitionNames: readonly string[];
}

/** The signatures of a program; of two of the same name the first counts. */
export class Signatures implements World {
  private readonly interfaces = new Map<string, InterfaceSignature>();
  private readonly definitions = new Map<string, DefinitionSignature>();

  /** What they are the signatures of; later items with the same signatures may have taken their places. */
  readonly items: readonly LoweredItem[];

  constructor(items: readonly LoweredItem[]) {
    this.items = items;
    for (const item of items) {
      if (item.kind === 'interface' && !this.interfaces.has(item.signature.name)) {
        this.interfaces.set(item.signature.name, item.signature);
      }
      if (item.kind === 'definition' && !this.definitions.has(item.signature.name)) {
        this.definitions.set(item.signature.name, item.signature);
      }
    }
  }

  interface(name: string): InterfaceSignature | undefined {
    return this.interfaces.get(name);
  }
  definition(name: string): DefinitionSignature | undefined {
    return this.definitions.get(name);
  }
  get interfaceNames(): readonly string[] {
    return [...this.interfaces.keys()];
  }
  get definitionNames(): readonly string[] {
    return [...this.definitions.keys()];
  }
}

/** A view of a world that remembers the answers it gave. */
export class ObservedWorld implements World {
  private readonly interfaces = new Map<string, InterfaceSignature | undefined>();
  private readonly definitions = new Map<string, DefinitionSignature | undefined>();
  private seenInterfaceNames: readonly string[] | undefined;
  private seenDefinitionNames: readonly string[] | undefined;
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  interface(name: string): InterfaceSignature | undefined {
    const answer = this.world.interface(name);
    this.interfaces.set(name, answer);
    return answer;
  }
  definition(name: string): DefinitionSignature | undefined {
    const answer = this.world.definition(name);
    this.definitions.set(name, answer);
    return answer;
  }
  get interfaceNames(): readonly string[] {
    this.seenInterfaceNames ??= this.world.interfaceNames;
    return this.seenInterfaceNames;
  }
  get definitionNames(): readonly string[] {
    this.seenDefinitionNames ??= this.world.definitionNames;
    return this.seenDefinitionNames;
  }

  /** Whether another world would have given the same answers. */
  agreesWith(world: World): boolean {
    if (this.seenInterfaceNames && !equalNames(this.seenInterfaceNames, world.interfaceNames)) return false;
    if (this.seenDefinitionNames && !equalNames(this.seenDefinitionNames, world.definitionNames))
      return false;
    for (const [name, answer] of this.interfaces) if (world.interface(name) !== answer) return false;
    for (const [name, answer] of this.definitions) if (world.definition(name) !== answer) return false;
    return true;
  }

  /** The definitions whose signatures were asked for. */
  get definitionsSeen(): ReadonlySet<string> {
    return new Set(this.definitions.keys());
  }
}

function equalNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, i) => name === b[i]);
}
