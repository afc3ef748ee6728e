// Whole constructs: what the words of the language begin, with places to fill in.

import { type CompletionItem, hole, plainText, type Template, template } from '../../../ide/completion.ts';
import { words } from '../../syntax/words.ts';
import { codeBlock } from '../documentation.ts';
import { type TextPlace, templateItem, withLead } from './place.ts';

function construct(place: TextPlace, label: string, parts: Template, description: string): CompletionItem {
  const meaning = words.get(label)?.meaning;
  return templateItem(place, label, 'construct', parts, {
    description,
    documentation: [codeBlock(plainText(parts)), ...(meaning === undefined ? [] : [meaning])].join('\n\n'),
  });
}

const mailbox = hole(1, 'mailbox');

/** At the top level. */
export function items(place: TextPlace): CompletionItem[] {
  const interfaceName = hole(1, 'Future');
  const user = hole(3, 'User');
  const value = hole(2, 'Int');
  const future = template`interface ${interfaceName} { Put(${value}), Get(${user}!Reply) }
interface ${user} { Reply(${value}) }

def empty${interfaceName}(self: ${interfaceName}?(Put . Get*)): Unit {
  guard self : Put . Get* {
    receive Put(value) from self -> full${interfaceName}(self, value)
  }
}

def full${interfaceName}(self: ${interfaceName}?(Get*), value: ${value}): Unit {
  guard self : Get* {
    free -> ()
    receive Get(user) from self ->
      user ! Reply(value);
      full${interfaceName}(self, value)
  }
}
${hole(0)}`;
  return [
    construct(
      place,
      'def',
      template`def ${hole(1, 'name')}(${hole(2)}): ${hole(3, 'Unit')} {\n  ${hole(0, '()')}\n}`,
      'a function',
    ),
    construct(
      place,
      'interface',
      template`interface ${hole(1, 'Name')} { ${hole(2, 'Message')}(${hole(3)}) }`,
      'the messages of a mailbox',
    ),
    construct(place, 'future', future, 'a value that arrives once'),
  ];
}

/** What begins a step, but is no value to go on with. */
export function statements(place: TextPlace): CompletionItem[] {
  return [
    construct(
      place,
      'let',
      template`let ${hole(1, 'name')} = ${hole(2, 'value')} in\n${hole(0)}`,
      'name a value',
    ),
    construct(
      place,
      'new',
      template`let ${mailbox} = new[${hole(2, 'Interface')}] in\n${hole(0)}`,
      'make a mailbox',
    ),
    construct(place, 'spawn', template`spawn { ${hole(0)} }`, 'start a process'),
    construct(place, 'free', template`free(${mailbox})`, 'an empty mailbox'),
  ];
}

/** What is a choice, and can stand wherever an expression does. */
export function choices(place: TextPlace): CompletionItem[] {
  const tag = hole(2, 'Message');
  return [
    construct(
      place,
      'guard',
      template`guard ${mailbox} : ${tag} {\n  receive ${tag}(${hole(3)}) from ${mailbox} ->\n    free(${mailbox})${hole(0)}\n}`,
      'wait for messages',
    ),
    construct(
      place,
      'if',
      template`if (${hole(1, 'condition')}) {\n  ${hole(2)}\n} else {\n  ${hole(0)}\n}`,
      'one of two',
    ),
    construct(
      place,
      'case',
      template`case ${hole(1, 'value')} of {\n  inl(${hole(2, 'left')}) : ${hole(3, 'Int')} -> ${hole(4)}\n| inr(${hole(5, 'right')}) : ${hole(6, 'Int')} -> ${hole(0)}\n}`,
      'which side of a sum',
    ),
    construct(
      place,
      'caseL',
      template`caseL ${hole(1, 'list')} : List(${hole(2, 'Int')}) of {\n  nil -> ${hole(3)}\n| (${hole(4, 'first')} :: ${hole(5, 'rest')}) -> ${hole(0)}\n}`,
      'whether a list is empty',
    ),
    construct(place, 'fail', template`fail(${mailbox})[${hole(2, 'Unit')}]`, 'where it never gets to'),
  ];
}

/** What makes functions and data. */
export function makers(place: TextPlace): CompletionItem[] {
  const lambda = (word: string, description: string): CompletionItem =>
    construct(
      place,
      word,
      template`${word}(${hole(1, 'x')}: ${hole(2, 'Int')}): ${hole(3, 'Int')} { ${hole(0)} }`,
      description,
    );
  return [
    lambda('fun', 'a function'),
    lambda('linfun', 'a function called once'),
    construct(place, 'inl', template`inl(${hole(1)})`, 'left side of a sum'),
    construct(place, 'inr', template`inr(${hole(1)})`, 'right side of a sum'),
    word('nil', 'the empty list'),
  ];
}

export function booleans(): CompletionItem[] {
  return [word('true', 'Bool'), word('false', 'Bool')];
}

function word(label: string, description: string): CompletionItem {
  const documentation = words.get(label)?.meaning;
  return {
    label,
    kind: 'keyword',
    description,
    text: label,
    ...(documentation === undefined ? {} : { documentation }),
  };
}

/** A word that goes on with what stands before the cursor. */
export function continuation(place: TextPlace, label: 'in' | 'of' | 'else'): CompletionItem {
  if (label !== 'else') return word(label, '');
  return templateItem(place, label, 'keyword', template`else {\n  ${hole(0)}\n}`);
}

/** After the condition of an `if`. */
export function branches(place: TextPlace): CompletionItem[] {
  if (!place.hasRoom) return [];
  const parts = template`{\n  ${hole(1)}\n} else {\n  ${hole(0)}\n}`;
  return [{ label: '{ … } else { … }', kind: 'construct', filter: '{', text: '{', template: parts }];
}

/** The branches of a `case`, or of a `caseL`. */
export function arms(place: TextPlace, list: boolean): CompletionItem[] {
  const side = (name: 'inl' | 'inr'): CompletionItem =>
    templateItem(
      place,
      name,
      'clause',
      template`${name}(${hole(1, 'x')}) : ${hole(2, 'Int')} -> ${hole(0)}`,
      { signature: '(x) : type ->' },
    );
  if (!list) return [side('inl'), side('inr')].map(item => withLead(place, item));
  return [
    templateItem(place, 'nil', 'clause', template`nil -> ${hole(0)}`, { signature: ' ->' }),
    templateItem(
      place,
      '(first :: rest)',
      'clause',
      template`(${hole(1, 'first')} :: ${hole(2, 'rest')}) -> ${hole(0)}`,
      { signature: ' ->', text: '(first :: rest) ->' },
    ),
  ].map(item => withLead(place, item));
}
