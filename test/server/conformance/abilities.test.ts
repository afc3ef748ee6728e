// What a client did not say it understands is not sent to it: tried with clients that can do everything but one thing, for
// every one thing, and with a client that can do everything in its plainest form only.
import assert from 'node:assert/strict';
import type { ClientCapabilities, ServerCapabilities } from 'vscode-languageserver/node';
import { exerciseAll } from './exercises.ts';
import { positionOf } from './places.ts';
import { visualStudioCode } from './profiles.ts';
import { partsForTheAble } from './promises.ts';
import { sheetOf } from './sheets.ts';
import { isObject } from './validator.ts';
import { serverHere, Watched } from './watched.ts';
import type { Witness } from './witness.ts';

/** Everything that VS Code says, and what it could say more. */
const able: ClientCapabilities = {
  ...visualStudioCode,
  textDocument: {
    ...visualStudioCode.textDocument,
    publishDiagnostics: { ...visualStudioCode.textDocument?.publishDiagnostics, versionSupport: true },
    foldingRange: { ...visualStudioCode.textDocument?.foldingRange, foldingRange: { collapsedText: true } },
  },
  experimental: { commands: ['pat.run', 'pat.showReferences', 'pat.rename'] },
};

/** Without questions about diagnostics: they are sent. */
const pushed = without(able, ['textDocument', 'diagnostic']) as ClientCapabilities;

/** Something for each kind of answer: errors with places and fixes, hints, links, folds, names that are not used. */
const text = `# Written in other spellings, and explained at pat-E401
# below.
interface Counter { Inc(Int), Total(User!) }
interface User { Value(Int) }
def counter(self: Counter?, unused: Int): () {
  guard self : Inc + Total {
    receive Inc[n] ->
      if (rand()) then { pritn("a"); free(self) } else { free(self) }
  }
}
def one(self: Counter?Inc): Unit {
  let nothing = 1 in
  guard self : Inc { receive Inc(n) from self -> free(self) }
}
let c = new[Counter] in
c ! Inc(1);
c ! Inc(2, 3);
let d = new[Counter] in
d ! Inc(1); d ! Inc(2);
one(d);
counter(c, 2)
`;
/** Where a call has its second argument, and one that has none. */
const places = ['counter(c, ', 'Inc(2, '].map(before => text.indexOf(before) + before.length);

/** Parts of a capability that mean nothing without what they are part of. */
const inseparable = new Set(['valueSet', 'properties', 'codeActionKind', 'groupsOnLabel']);
/** Parts that a client which has the capability must have. */
const required = /^textDocument\.semanticTokens\.(requests|tokenTypes|tokenModifiers|formats)/;

/** Each single thing that a client says, as a path. */
function abilitiesOf(value: unknown, path: readonly string[] = []): string[] {
  const [last] = path.slice(-1);
  if (last !== undefined && inseparable.has(last)) return [path.slice(0, -1).join('.')];
  if (!isObject(value)) return [path.join('.')];
  return Object.entries(value).flatMap(([name, part]) => abilitiesOf(part, [...path, name]));
}

function without(client: unknown, [name = '', ...rest]: readonly string[]): unknown {
  if (!isObject(client)) return client;
  const { [name]: part, ...others } = client;
  return rest.length === 0 ? others : { ...others, [name]: without(part, rest) };
}

/**
 * What of the server an ability of a client is about: what has its name; everything for abilities of no feature; and for
 * what the server may ask of the client, or send unasked, nothing that is to be asked.
 */
function concerned(capabilities: ServerCapabilities, ability: string): ServerCapabilities {
  const [room = '', feature = ''] = ability.split('.');
  if (['', 'general', 'experimental'].includes(room)) return capabilities;
  const names = [feature, ...(alsoConcerns[feature] ?? [])].map(name => name.toLowerCase());
  const some = Object.entries(capabilities).filter(([provider]) =>
    names.some(name => provider.toLowerCase().includes(name)),
  );
  return Object.fromEntries(some);
}

/** Actions come with their diagnostics; for some answers the client can say nothing but what it says of others. */
const alsoConcerns: Readonly<Record<string, readonly string[]>> = {
  diagnostic: ['codeAction'],
  publishDiagnostics: ['codeAction'],
  documentSymbol: ['callHierarchy'],
  hover: ['inlayHint'],
  workspaceEdit: ['codeAction', 'rename'],
};

async function witnessOf(client: ClientCapabilities, ability = ''): Promise<Witness> {
  const watched = await Watched.start(await serverHere(), client);
  const uri = 'file:///a.pat';
  await watched.open(uri, text);
  const sheet = sheetOf(uri, text, watched.encoding, 6);
  const positions = [...sheet.positions, ...places.map(at => positionOf(text, at, watched.encoding))];
  const capabilities = concerned(watched.capabilities, ability);
  await exerciseAll(capabilities, watched.ask, { ...sheet, positions });
  await watched.wire.request('shutdown');
  return watched.witness;
}

async function faultsFor(client: ClientCapabilities, ability?: string): Promise<string[]> {
  return [...new Set((await witnessOf(client, ability)).faults)];
}

describe('A client is sent only what it said it understands', () => {
  const abilities = [...new Set(abilitiesOf(able))].filter(path => !required.test(path));

  const lacking = async (whole: ClientCapabilities, paths: readonly string[]): Promise<string[]> => {
    assert.deepEqual(await faultsFor(whole), []);
    const faults: string[] = [];
    for (const path of paths) {
      const client = without(whole, path.split('.')) as ClientCapabilities;
      for (const fault of await faultsFor(client, path)) faults.push(`without ${path}: ${fault}`);
    }
    return faults;
  };

  it('and a client that can do all is sent each of these, or the other tests would try nothing', async () => {
    const sent = new Set<string>();
    for (const client of [able, pushed]) {
      for (const { method, value } of (await witnessOf(client)).seen)
        for (const part of partsForTheAble(method, value)) sent.add(part);
    }
    assert.deepEqual([...sent].sort(), [
      'a code action that is no command',
      'a command',
      'a kind of fold',
      'a kind of item',
      'a kind of symbol',
      'a label of offsets',
      'a link of a code',
      'a location link',
      'a snippet',
      'a tooltip of a link',
      'a tree of symbols',
      'answers to questions about diagnostics',
      'edits of documents with a version',
      'markup of a kind',
      'no active parameter',
      'options of code actions',
      'options of renaming',
      'related information',
      'tags of a diagnostic',
      'the property insert',
      'the property insertTextMode',
      'the property isPreferred',
      'the property itemDefaults',
      'the property labelDetails',
      'the property rangesSupport',
      'the property retriggerCharacters',
      'the property version',
    ]);
  });

  it('whatever one thing it cannot do', async () => {
    assert.ok(abilities.length > 60, abilities.join());
    assert.deepEqual(await lacking(able, abilities), []);
  });

  it('also where diagnostics are sent unasked', async () => {
    const paths = abilities.filter(path => path.startsWith('textDocument.publishDiagnostics.'));
    assert.deepEqual(await lacking(pushed, paths), []);
  });

  it('when it can do everything, in its plainest form', async () => {
    let plain: ClientCapabilities = able;
    for (const path of abilities) {
      const isChoice = path.startsWith('textDocument.') && !path.endsWith('codeActionLiteralSupport');
      if (isChoice) plain = without(plain, path.split('.')) as ClientCapabilities;
    }
    assert.deepEqual(await faultsFor(plain), []);
  });
});
