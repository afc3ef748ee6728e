// Suggestions where a type stands, and after `new[`.

import { type CompletionItem, hole, template } from '../../../ide/completion.ts';
import { baseTypes, capabilityMeaning, usageMeaning, words } from '../../syntax/words.ts';
import { list as listOf } from '../../types/show.ts';
import { commentMarkdown } from '../documentation.ts';
import { type TextPlace, withLead } from './place.ts';

/** The interfaces with their comments, in source order; of two of the same name the first. */
function interfaces({ analysis }: TextPlace): {
  readonly name: string;
  readonly tags: string;
  readonly documentation: string | undefined;
}[] {
  return analysis.items.flatMap(({ item, lowered }) => {
    if (lowered.kind !== 'interface' || item.kind !== 'interface') return [];
    const { name, messages } = lowered.signature;
    if (name === '' || analysis.signatures.interface(name) !== lowered.signature) return [];
    const tags = [...messages.keys()];
    return [
      {
        name,
        tags: tags.length > 4 ? `${tags.slice(0, 4).join(', ')}, …` : listOf(tags, 'and'),
        documentation: commentMarkdown(item.documentation),
      },
    ];
  });
}

export function types(place: TextPlace): CompletionItem[] {
  const out: CompletionItem[] = [];
  const signed = place.isFollowedBy('!') || place.isFollowedBy('?');
  for (const { name, tags, documentation } of interfaces(place)) {
    for (const capability of signed ? ([''] as const) : (['?', '!'] as const)) {
      const meaning = capability === '' ? undefined : capabilityMeaning[capability];
      const words = [meaning, documentation].filter(part => part !== undefined).join('\n\n');
      out.push({
        label: `${name}${capability}`,
        kind: 'interface',
        description: capability === '' ? tags : `${capability === '?' ? 'receive' : 'send'} ${tags}`,
        text: `${name}${capability}`,
        ...(words === '' ? {} : { documentation: words }),
      });
    }
  }
  for (const [name, description] of Object.entries(baseTypes)) {
    out.push({ label: name, kind: 'type', description, text: name });
  }
  out.push({
    label: 'List',
    kind: 'type',
    signature: '(…)',
    text: 'List',
    ...(place.isFollowedBy('(') ? {} : { template: template`List(${hole(1, 'Int')})` }),
  });
  return out.map(item => withLead(place, item));
}

/** After the name of an interface in a type. */
export function capabilities(): CompletionItem[] {
  return (['?', '!'] as const).map(sign => ({
    label: sign,
    kind: 'operator',
    description: sign === '?' ? 'receive' : 'send',
    documentation: capabilityMeaning[sign],
    text: sign,
  }));
}

export function usages(): CompletionItem[] {
  return (['R', 'U'] as const).map(usage => ({
    label: usage,
    kind: 'keyword',
    description: usage === 'R' ? 'returnable' : 'usable',
    documentation: usageMeaning[usage],
    text: usage,
  }));
}

/** After `new[`. */
export function newInterfaces(place: TextPlace): CompletionItem[] {
  const close = place.isFollowedBy(']') ? '' : ']';
  return interfaces(place).map(({ name, tags, documentation }) => ({
    label: name,
    kind: 'interface',
    description: tags,
    text: `${name}${close}`,
    ...(documentation === undefined ? {} : { documentation }),
  }));
}

/** `new[…]` for each interface. */
export function newMailboxes(place: TextPlace): CompletionItem[] {
  return interfaces(place).map(({ name, tags }) => ({
    label: `new[${name}]`,
    kind: 'construct',
    description: tags,
    documentation: words.get('new')?.meaning ?? '',
    text: `new[${name}]`,
  }));
}
