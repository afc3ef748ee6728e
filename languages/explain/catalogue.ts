// The catalogue of a language's diagnostics: what each code means, a program that shows it, and the program put right.
// Pages for users and the command line's `explain` are made from it.

/** What a code means, with a program that shows it and the program put right, where a program is to blame. */
export interface CatalogueEntry {
  readonly title: string;
  readonly explanation: string;
  readonly bad?: string;
  readonly good?: string;
}

/** Part of the page; a code is in the group whose pattern it fits. */
export interface CatalogueGroup {
  readonly title: string;
  readonly codes: RegExp;
}

export interface Catalogue {
  /** The language's id: its codes begin with it, and so does its code in Markdown. */
  readonly language: string;
  /** The language's name. */
  readonly name: string;
  /** What the page says first. */
  readonly introduction: string;
  /** In the order of the page. */
  readonly groups: readonly CatalogueGroup[];
  /** By code, without the language: `E401`. Sorted. */
  readonly entries: ReadonlyMap<string, CatalogueEntry>;
}

/** What the tools themselves report, whatever the language, and no program is to blame for. */
const toolEntries: Readonly<Record<string, CatalogueEntry>> = {
  E001: { title: 'Too long', explanation: 'The text is longer than what is checked. Split it.' },
  E002: {
    title: 'The checker failed',
    explanation:
      'A fault in the checker, not in your program. The log of the language server says where; please report it.',
  },
  E003: {
    title: 'Cannot be read',
    explanation:
      'The file is not known to hold a program: it is no UTF-8 text, or reading it is not allowed. Save it as UTF-8 if it is a program. In an editor this is said of files that are not open.',
  },
  I001: {
    title: 'More than is shown',
    explanation:
      'The text has more mistakes than an editor can show. Those that are shown come first in the text.',
  },
  I002: {
    title: 'Checked only while it is open',
    explanation:
      'The file is so long that checking it takes a while, so an editor does not check it together with the other files of the folder. Open it to see what is wrong with it, or use `pat check`.',
  },
};

/** The catalogue of a language: its own entries, and those of the tools. */
export function catalogueOf(
  about: Omit<Catalogue, 'entries'>,
  entries: Readonly<Record<string, CatalogueEntry>>,
): Catalogue {
  const all = Object.entries({ ...entries, ...toolEntries }).sort(([a], [b]) => (a < b ? -1 : 1));
  const groups = [...about.groups, { title: 'The tools themselves', codes: /^[EI]00/ }];
  return { ...about, groups, entries: new Map(all) };
}

/** The entry of a code, written `pat-E401`, `E401` or in small letters; undefined when there is no such code. */
export function findEntry(
  { language, entries }: Catalogue,
  written: string,
): { readonly code: string; readonly entry: CatalogueEntry } | undefined {
  const word = written.toUpperCase();
  const prefix = `${language.toUpperCase()}-`;
  const name = word.startsWith(prefix) ? word.slice(prefix.length) : word;
  const entry = entries.get(name);
  return entry === undefined ? undefined : { code: `${language}-${name}`, entry };
}

/** All codes with their titles, in the order of the page. */
export function listCodes(catalogue: Catalogue): { readonly code: string; readonly title: string }[] {
  return catalogue.groups.flatMap(group =>
    entriesIn(catalogue, group).map(([code, { title }]) => ({
      code: `${catalogue.language}-${code}`,
      title,
    })),
  );
}

function entriesIn({ entries }: Catalogue, { codes }: CatalogueGroup): [string, CatalogueEntry][] {
  return [...entries].filter(([code]) => codes.test(code));
}

/** The page with all codes, in Markdown. */
export function cataloguePage(catalogue: Catalogue): string {
  const sections = catalogue.groups.flatMap(group => [
    `## ${group.title}`,
    ...entriesIn(catalogue, group).map(([code, entry]) =>
      [
        `### ${catalogue.language}-${code}`,
        `**${entry.title}.** ${entry.explanation}`,
        ...programs(catalogue, entry),
      ].join('\n\n'),
    ),
  ]);
  return `${[`# Diagnostics of ${catalogue.name}`, catalogue.introduction, ...sections].join('\n\n')}\n`;
}

/** A page of its own for one code, in Markdown; undefined when there is no such code. */
export function explanationPage(catalogue: Catalogue, written: string): string | undefined {
  const found = findEntry(catalogue, written);
  if (found === undefined) return undefined;
  const { code, entry } = found;
  return `${[`# ${code}: ${entry.title}`, entry.explanation, ...programs(catalogue, entry)].join('\n\n')}\n`;
}

function programs({ language }: Catalogue, { bad, good }: CatalogueEntry): string[] {
  const program = (text: string): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
  const parts = bad === undefined ? [] : [program(bad)];
  if (good !== undefined) parts.push('Put right:', program(good));
  return parts;
}
