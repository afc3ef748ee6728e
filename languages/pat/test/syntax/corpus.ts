// tree-sitter's corpus format: `===`, a name, `===`, a text, `---`, the tree as an S-expression.

export interface CorpusCase {
  readonly name: string;
  readonly text: string;
  readonly tree: string;
}

/** The cases of a corpus file, in order. */
export function readCorpus(source: string): CorpusCase[] {
  const cases: CorpusCase[] = [];
  const header = /^={3,}\n(.*)\n={3,}\n/gm;
  const headers = [...source.matchAll(header)];
  headers.forEach((match, index) => {
    const start = match.index + match[0].length;
    const end = headers[index + 1]?.index ?? source.length;
    const [text = '', tree = ''] = source.slice(start, end).split(/^-{3,}\n/m);
    cases.push({ name: match[1] ?? '', text: text.replace(/^\n|\n$/g, ''), tree: normalize(tree) });
  });
  return cases;
}

/** An S-expression with single spaces. */
export function normalize(tree: string): string {
  return tree.replace(/\s+/g, ' ').replaceAll(' )', ')').trim();
}
