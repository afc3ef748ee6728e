// What a definition can see of the others: the signatures of interfaces and definitions. A view notes what was
// looked up, so that a result can be kept for as long as those signatures stay the same objects.
import type { DefinitionSignature, InterfaceSignature, LoweredItem } from '../core/lower.ts';
import { Names } from '../syntax/similar.ts';

export interface World {
  interface(name: string): InterfaceSignature | undefined;
  definition(name: string): DefinitionSignature | undefined;
  /** Names for suggestions ("did you mean …?"). */
  readonly interfaceNames: Names;
  readonly definitionNames: Names;
}

/** The signatures of a program; of two of the same name the first counts. */
export class Signatures implements World {
  private readonly interfaces = new Map<string, InterfaceSignature>();
  private readonly definitions = new Map<string, DefinitionSignature>();

  /** What they are the signatures of; later items with the same signatures may have taken their places. */
  readonly items: readonly LoweredItem[];
  readonly interfaceNames: Names;
  readonly definitionNames: Names;

  /** Names are the same object as `before` when they are the same. */
  constructor(items: readonly LoweredItem[], before?: Signatures) {
    this.items = items;
    for (const item of items) {
      if (item.kind === 'interface' && !this.interfaces.has(item.signature.name)) {
        this.interfaces.set(item.signature.name, item.signature);
      }
      if (item.kind === 'definition' && !this.definitions.has(item.signature.name)) {
        this.definitions.set(item.signature.name, item.signature);
      }
    }
    this.interfaceNames = kept(new Names(this.interfaces.keys()), before?.interfaceNames);
    this.definitionNames = kept(new Names(this.definitions.keys()), before?.definitionNames);
  }

  interface(name: string): InterfaceSignature | undefined {
    return this.interfaces.get(name);
  }
  definition(name: string): DefinitionSignature | undefined {
    return this.definitions.get(name);
  }
}

function kept(names: Names, before: Names | undefined): Names {
  return before?.equals(names) ? before : names;
}

/** A view of a world that remembers the answers it gave. */
export class ObservedWorld implements World {
  private readonly interfaces = new Map<string, InterfaceSignature | undefined>();
  private readonly definitions = new Map<string, DefinitionSignature | undefined>();
  private seenInterfaceNames: Names | undefined;
  private seenDefinitionNames: Names | undefined;
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
  get interfaceNames(): Names {
    this.seenInterfaceNames ??= this.world.interfaceNames;
    return this.seenInterfaceNames;
  }
  get definitionNames(): Names {
    this.seenDefinitionNames ??= this.world.definitionNames;
    return this.seenDefinitionNames;
  }

  /** Whether another world would have given the same answers. */
  agreesWith(world: World): boolean {
    const { seenInterfaceNames: interfaces, seenDefinitionNames: definitions } = this;
    if (interfaces !== undefined && interfaces !== world.interfaceNames) return false;
    if (definitions !== undefined && definitions !== world.definitionNames) return false;
    for (const [name, answer] of this.interfaces) if (world.interface(name) !== answer) return false;
    for (const [name, answer] of this.definitions) if (world.definition(name) !== answer) return false;
    return true;
  }

  /** The definitions whose signatures were asked for. */
  get definitionsSeen(): Iterable<string> {
    return this.definitions.keys();
  }
}
