// The names that other files may be searched for: interfaces, their messages, and definitions; and how well a name fits
// what someone typed to find it.
import type { NamedSymbol } from '../../answers.ts';
import type { PlacedItem } from '../syntax/ast.ts';
import { type PatParser, SyntaxDocument } from '../syntax/parse.ts';
import { spanOf } from './locate.ts';

/** In the order of the text. What has no name yet is left out. */
export function namedSymbols(items: readonly PlacedItem[]): NamedSymbol[] {
  return items
    .flatMap((placed): NamedSymbol[] => {
      const { item } = placed;
      switch (item.kind) {
        case 'interface': {
          const { text } = item.name;
          const messages = item.messages.map(
            ({ tag }): NamedSymbol => ({
              name: tag.text,
              kind: 'message',
              container: text,
              span: spanOf(placed, tag.at),
            }),
          );
          return [{ name: text, kind: 'interface', span: spanOf(placed, item.name.at) }, ...messages];
        }
        case 'definition':
          return [{ name: item.name.text, kind: 'definition', span: spanOf(placed, item.name.at) }];
        case 'body':
          return [];
        default:
          return item satisfies never;
      }
    })
    .filter(symbol => symbol.name !== '');
}

/** The same for a text that is not checked: parsing is enough to know its names. */
export function symbolsOfText(parser: PatParser, text: string): NamedSymbol[] {
  const document = new SyntaxDocument(parser, text);
  try {
    return namedSymbols(document.program().items);
  } finally {
    document.dispose();
  }
}
