// Top-level items: interfaces, definitions and the program's body.
import { builders } from 'prettier/doc';
import type { InterfaceItem, Item, MessageSignature } from '../syntax/ast.ts';
import { printBody } from './blocks.ts';
import { bodyInBraces, braceGroup } from './expressions.ts';
import { listed } from './layout.ts';
import type { Doc, Tokens } from './tokens.ts';
import { printAnnotation, printParameter, printType } from './types.ts';

const { group, indent } = builders;

export function printItem(tokens: Tokens, item: Item): Doc {
  switch (item.kind) {
    case 'interface':
      return printInterface(tokens, item);
    case 'definition':
      return [
        tokens.take('def'),
        tokens.gap('space'),
        tokens.verbatim(item.name.at),
        listed(tokens, '(', item.parameters, ')', printParameter),
        printAnnotation(tokens, item.result, 'nothing'),
        tokens.gap('space'),
        braceGroup(bodyInBraces(tokens, item.body)),
      ];
    case 'body':
      return printBody(tokens, item.body);
    default:
      return item satisfies never;
  }
}

function printInterface(tokens: Tokens, { name, messages }: InterfaceItem): Doc {
  const head = [
    tokens.take('interface'),
    tokens.gap('space'),
    tokens.verbatim(name.at),
    tokens.gap('space'),
    tokens.take('{'),
  ];
  if (messages.length === 0) return [head, tokens.closing('nothing'), tokens.take('}')];
  const shouldBreak = tokens.breaksLine;
  const inside = messages.map((message, i) => [
    tokens.gap('line', i === 0 ? 'inside' : 'between'),
    printMessage(tokens, message),
    i < messages.length - 1 ? tokens.take(',') : '',
  ]);
  return group([head, indent(inside), tokens.closing('line'), tokens.take('}')], { shouldBreak });
}

function printMessage(tokens: Tokens, { tag, payloads }: MessageSignature): Doc {
  return [tokens.verbatim(tag.at), listed(tokens, '(', payloads, ')', printType)];
}
