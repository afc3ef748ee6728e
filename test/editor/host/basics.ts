// The extension as other extensions and the editor see it: activation, diagnostics, hover, symbols, tokens, settings.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';
import type * as vscode from 'vscode';
import { aliased, future } from '../programs.ts';
import {
  edit,
  extension,
  type HostTest,
  hover,
  openText,
  rangeOf,
  until,
  untilChecked,
  untilErrors,
} from './support.ts';

/** Process ids of the language servers that this extension host runs (Linux). */
function serverProcesses(): number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(pid => {
      try {
        const parent = /^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
        return Number(parent) === process.pid && command.some(word => /dist[\\/]server\.js$/.test(word));
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** Texts that no program looks like; deterministic. */
function garbage(): string[] {
  let state = 1;
  const next = (below: number): number => {
    state = (state * 48271) % 0x7fffffff;
    return state % below;
  };
  const pieces = [
    '{',
    '}',
    '(',
    ')',
    'guard',
    'let',
    'in',
    '->',
    '!',
    '?',
    '"',
    '#',
    'receive',
    '😀',
    '\u0000',
    '\r',
    '\n',
    'é',
    '\ud800',
    'Put',
    '9'.repeat(40),
    ' ',
  ];
  const random = Array.from({ length: 5 }, () =>
    Array.from({ length: 2000 }, () => pieces[next(pieces.length)]).join(' '),
  );
  return [
    '',
    '\u0000'.repeat(1000),
    '"',
    'interface',
    ...random,
    // Long lines come last: they keep the editor's own workers busy for seconds.
    '('.repeat(10_000),
    'x'.repeat(200_000),
    'def f(): Unit { '.repeat(3000),
  ];
}

export const basics: readonly HostTest[] = [
  {
    name: 'is active in a folder with Pat files, and knows one that is opened as Pat',
    run: async code => {
      const pat = extension(code);
      const [file] = await code.workspace.findFiles('future.pat');
      assert.ok(file, 'the workspace has no future.pat');
      const document = await code.workspace.openTextDocument(file);
      assert.equal(document.languageId, 'pat');
      await code.window.showTextDocument(document);
      await until(
        () => pat.isActive,
        () => 'activation',
      );
    },
  },
  {
    name: 'reports nothing for an accepted program',
    run: async code => {
      const document = await openText(code, future);
      await untilChecked(code, document);
      assert.deepEqual(code.languages.getDiagnostics(document.uri), []);
    },
  },
  {
    name: 'reports a mistake after an edit, with its range, code and source, and takes it back when mended',
    run: async code => {
      const document = await openText(code, future);
      const good = rangeOf(code, document, 'Put(42)');
      await edit(code, document, 'Putt(42)', good);
      const [mistake, ...others] = await untilErrors(code, document, found => found.length > 0, 'an error');
      assert.ok(mistake);
      assert.deepEqual(others, []);
      assert.equal(document.getText(mistake.range), 'Putt');
      assert.equal(mistake.source, 'pat');
      const value = typeof mistake.code === 'object' ? mistake.code.value : mistake.code;
      assert.match(String(value), /^pat-E2\d\d$/);
      assert.match(mistake.message, /Putt/);
      await edit(code, document, 'Put(42)', rangeOf(code, document, 'Putt(42)'));
      await untilErrors(code, document, found => found.length === 0, 'no error');
    },
  },
  {
    name: 'says of a second Put which mailbox, and points to both sends',
    run: async code => {
      const document = await openText(code, future);
      await edit(
        code,
        document,
        'put(f); put(f)',
        rangeOf(code, document, 'put(f) }').with({
          end: rangeOf(code, document, 'put(f) }').end.translate(0, -2),
        }),
      );
      const [mistake] = await untilErrors(code, document, found => found.length > 0, 'an error');
      const value = typeof mistake?.code === 'object' ? mistake.code.value : mistake?.code;
      assert.match(String(value), /^pat-E4\d\d$/);
      assert.match(mistake?.message ?? '', /\bf\b[\s\S]*Put/);
      const places = (mistake?.relatedInformation ?? []).map(place => document.getText(place.location.range));
      assert.ok(places.length >= 2, `related places: ${JSON.stringify(places)}`);
    },
  },
  {
    name: 'hovers over a parameter with its mailbox type, the solved pattern and what that means',
    run: async code => {
      const document = await openText(code, future);
      const said = await hover(code, document, rangeOf(code, document, 'f: Future!').start);
      assert.match(said, /f : Future!Put\b/);
      assert.match(said, /send-only/i);
      assert.match(said, /exactly one `?Put/i);
    },
  },
  {
    name: 'hovers over a guarded mailbox with what it holds',
    run: async code => {
      const document = await openText(code, future);
      const said = await hover(code, document, rangeOf(code, document, 'f : Put').start);
      assert.match(said, /f : Future\?Put\b/);
    },
  },
  {
    name: 'lists interfaces with their messages, and definitions, as document symbols',
    run: async code => {
      const document = await openText(code, future);
      const symbols = await code.commands.executeCommand<vscode.DocumentSymbol[]>(
        'vscode.executeDocumentSymbolProvider',
        document.uri,
      );
      assert.deepEqual(
        symbols.slice(0, 3).map(symbol => [symbol.name, symbol.children.map(child => child.name)]),
        [
          ['Future', ['Put']],
          ['put', []],
          ['main', []],
        ],
      );
      assert.equal(symbols[0]?.kind, code.SymbolKind.Interface);
      assert.equal(symbols[1]?.kind, code.SymbolKind.Function);
      for (const symbol of symbols) {
        assert.ok(symbol.range.contains(symbol.selectionRange), symbol.name);
      }
      assert.equal(document.getText(symbols[1]?.selectionRange), 'put');
    },
  },
  {
    name: 'tells by semantic tokens a parameter from a local name, and a tag from an interface',
    run: async code => {
      const document = await openText(code, future);
      const legend = await code.commands.executeCommand<vscode.SemanticTokensLegend>(
        'vscode.provideDocumentSemanticTokensLegend',
        document.uri,
      );
      const tokens = await code.commands.executeCommand<vscode.SemanticTokens>(
        'vscode.provideDocumentSemanticTokens',
        document.uri,
      );
      const seen: string[] = [];
      let line = 0;
      let character = 0;
      for (let i = 0; i < tokens.data.length; i += 5) {
        const [lines = 0, characters = 0, length = 0, type = 0] = tokens.data.subarray(i, i + 4);
        line += lines;
        character = lines === 0 ? character + characters : characters;
        const text = document.getText(new code.Range(line, character, line, character + length));
        seen.push(`${text} ${legend.tokenTypes[type]}`);
      }
      for (const wanted of [
        'Future interface',
        'Put enumMember',
        'f parameter',
        'f variable',
        'put function',
      ]) {
        assert.ok(seen.includes(wanted), `${wanted} is not among ${seen.join(', ')}`);
      }
    },
  },
  {
    name: 'folds what is in braces',
    run: async code => {
      const document = await openText(code, future);
      const folds = await code.commands.executeCommand<vscode.FoldingRange[]>(
        'vscode.executeFoldingRangeProvider',
        document.uri,
      );
      const lineOf = (text: string): number => rangeOf(code, document, text).start.line;
      for (const header of ['def put', 'def main', 'guard f']) {
        assert.ok(
          folds.some(fold => fold.start === lineOf(header) && fold.end > fold.start),
          `${header} does not fold: ${JSON.stringify(folds)}`,
        );
      }
    },
  },
  {
    name: 'offers its commands',
    run: async code => {
      const commands = new Set(await code.commands.getCommands(true));
      const declared: readonly { readonly command: string; readonly title: string }[] =
        extension(code).packageJSON.contributes.commands;
      assert.deepEqual(
        declared.map(({ command }) => command).filter(command => !commands.has(command)),
        [],
        'declared in the manifest, but not registered',
      );
      for (const title of ['Run File', 'Restart Server']) {
        assert.ok(
          declared.some(entry => entry.title === title),
          `no command is called ${title}`,
        );
      }
    },
  },
  {
    name: 'checks again when the setting pat.aliasCheck changes',
    run: async code => {
      const document = await openText(code, aliased);
      const settings = code.workspace.getConfiguration('pat');
      try {
        const [mistake] = await untilErrors(code, document, found => found.length > 0, 'the alias error');
        assert.match(mistake?.message ?? '', /other/);
        await settings.update('aliasCheck', 'none', code.ConfigurationTarget.Workspace);
        await untilErrors(code, document, found => found.length === 0, 'no error with aliasCheck none');
        await settings.update('aliasCheck', 'interface', code.ConfigurationTarget.Workspace);
        await untilErrors(code, document, found => found.length > 0, 'the alias error again');
      } finally {
        await settings.update('aliasCheck', undefined, code.ConfigurationTarget.Workspace);
      }
    },
  },
  {
    name: 'starts a new server on Restart Server, which checks what is open',
    needsNode: true,
    run: async code => {
      const document = await openText(code, future);
      await edit(code, document, 'Putt(42)', rangeOf(code, document, 'Put(42)'));
      await untilErrors(code, document, found => found.length > 0, 'an error');
      const before = serverProcesses();
      assert.equal(before.length, 1, `servers: ${before}`);
      await code.commands.executeCommand('pat.restartServer');
      await until(
        () => serverProcesses().length === 1 && serverProcesses()[0] !== before[0],
        () => `another server process than ${before}; there is ${serverProcesses()}`,
      );
      await untilErrors(code, document, found => found.length > 0, 'the error from the new server');
      await edit(code, document, 'Put(42)', rangeOf(code, document, 'Putt(42)'));
      await untilErrors(code, document, found => found.length === 0, 'no error from the new server');
    },
  },
  {
    name: 'survives any text: the same server answers afterwards',
    needsNode: true,
    run: async code => {
      const document = await openText(code, future);
      await untilChecked(code, document);
      const before = serverProcesses();
      assert.equal(before.length, 1, `servers: ${before}`);
      for (const text of garbage()) {
        await edit(code, document, text);
        await code.commands.executeCommand('vscode.executeDocumentSymbolProvider', document.uri);
        await hover(code, document, new code.Position(0, 0));
      }
      await edit(code, document, future);
      await untilChecked(code, document);
      assert.deepEqual(code.languages.getDiagnostics(document.uri), []);
      assert.match(await hover(code, document, rangeOf(code, document, 'f: Future!').start), /Future!Put/);
      assert.deepEqual(serverProcesses(), before, 'the server was started anew');
    },
  },
];
