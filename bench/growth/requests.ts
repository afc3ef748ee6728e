// What is asked about a text: everything that the command line and an editor ask, at several places, through the same
// functions and through the server's protocol. The processor time of each question is the most that any place took.
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { checkText } from '../../cli/checking.ts';
import { showDiagnostic } from '../../cli/frame.ts';
import { LineIndex } from '../../host/positions.ts';
import type { Parser } from '../../languages/language.ts';
import { pat } from '../../languages/pat/language.ts';
import { defaultsOf } from '../../languages/settings.ts';
import { shown } from '../../terminal/shown.ts';
import { noStyle } from '../../terminal/style.ts';
import { visualStudioCode } from '../../test/server/conformance/profiles.ts';
import { Session } from '../../test/server/session.ts';

/** Measures what a question costs. */
export interface Gauge {
  measure<T>(question: string, ask: () => Promise<T>): Promise<T>;
}

/** A text, and whether everything is asked about it. */
export interface Asked {
  readonly text: string;
  readonly only: 'check' | undefined;
}

/** The places that are asked about: both ends, and evenly between them, beginning with a word where one is near. */
function placesIn(text: string): number[] {
  const between = [0.5, 0.9].map(part => {
    const offset = Math.floor(part * text.length);
    const word = text.slice(offset, offset + 200).search(/[A-Za-z]/);
    return offset + Math.max(0, word);
  });
  return [...new Set([0, ...between, text.length])];
}

const actionKinds = ['quickfix', 'refactor', 'source.fixAll'];
const options = { tabSize: 2, insertSpaces: true };

/** Asks everything about texts, in one session with a server. */
export class Questions {
  private readonly parser: Parser;
  private readonly session: Session;
  private asked = 0;

  private constructor(parser: Parser, session: Session) {
    this.parser = parser;
    this.session = session;
  }

  static async start(parser: Parser): Promise<Questions> {
    return new Questions(parser, await Session.start({ parser, capabilities: visualStudioCode }));
  }

  async ask({ text, only }: Asked, gauge: Gauge): Promise<void> {
    await this.askCommandLine(text, gauge);
    if (only !== 'check') await this.askServer(text, gauge);
  }

  private async askCommandLine(text: string, gauge: Gauge): Promise<void> {
    const checked = await gauge.measure('check', async () => {
      const host = { load: async () => this.parser, askOf: () => undefined };
      const { analysis } = await checkText(pat, text, defaultsOf(pat.settings), host);
      const lines = new LineIndex(text);
      for (const diagnostic of analysis.diagnostics) showDiagnostic(shown`x.pat`, diagnostic, lines, noStyle);
      return analysis;
    });
    if (!checked.accepted) return;
    await gauge.measure('run', async () => {
      const run = checked.run?.({ seed: 1 });
      if (run !== undefined && 'step' in run) run.step(1000);
    });
  }

  private async askServer(text: string, gauge: Gauge): Promise<void> {
    const { session } = this;
    const uri = `file:///grown/${this.asked++}.pat`;
    const textDocument = { uri };
    const lines = new LineIndex(text);
    const whole = lines.rangeOf({ start: 0, end: text.length });
    const places = placesIn(text);
    const once = (name: string, parameters: object = {}, label = name) =>
      gauge.measure(label, () => this.answer(`textDocument/${name}`, { textDocument, ...parameters }));
    const diagnostic = () => this.answer('textDocument/diagnostic', { textDocument });

    await session.open(uri, text);
    await gauge.measure('diagnostics', diagnostic);
    for (const name of ['documentSymbol', 'foldingRange', 'semanticTokens/full', 'codeLens', 'documentLink'])
      await once(name);
    await once('formatting', { options });
    await once('inlayHint', { range: whole });
    await once('semanticTokens/range', { range: whole });
    for (const kind of actionKinds)
      await once('codeAction', { range: whole, context: { diagnostics: [], only: [kind] } }, kind);
    for (const offset of places) {
      const position = lines.positionAt(offset);
      const range = { start: position, end: position };
      for (const name of [
        'hover',
        'definition',
        'typeDefinition',
        'documentHighlight',
        'linkedEditingRange',
        'signatureHelp',
      ])
        await once(name, { position });
      await once('references', { position, context: { includeDeclaration: true } });
      await once('completion', { position });
      await once('selectionRange', { positions: [position] });
      await once('prepareRename', { position });
      await once('rename', {
        position,
        newName: /[A-Z]/.test(text.charAt(offset)) ? 'Renamed' : 'renamed',
      });
      await once('codeAction', { range, context: { diagnostics: [], triggerKind: 2 } });
      await once('rangeFormatting', {
        range: { start: position, end: lines.positionAt(offset + 100) },
        options,
      });
      const [item] =
        (await session.request<object[] | null>('textDocument/prepareCallHierarchy', {
          textDocument,
          position,
        })) ?? [];
      for (const calls of ['incomingCalls', 'outgoingCalls'])
        if (item !== undefined)
          await gauge.measure(calls, () => session.request(`callHierarchy/${calls}`, { item }));
    }
    for (const typed of ['}', ';']) {
      for (const from of [text.length / 2, text.length]) {
        const offset = text.lastIndexOf(typed, from) + 1;
        if (offset > 0)
          await once('onTypeFormatting', { position: lines.positionAt(offset), ch: typed, options });
      }
    }
    await gauge.measure('symbols', () => session.request('workspace/symbol', { query: 'a' }));
    let version = 1;
    for (const offset of places.slice(1)) {
      for (const typed of ['x', '"']) {
        const position = lines.positionAt(offset);
        const change = async (range: object, put: string): Promise<void> => {
          await session.change(uri, ++version, [{ range, text: put }]);
          await diagnostic();
        };
        await gauge.measure('edit', () => change({ start: position, end: position }, typed));
        await gauge.measure('edit', () =>
          change({ start: position, end: { ...position, character: position.character + 1 } }, ''),
        );
      }
    }
    await session.close(uri);
  }

  /** The answer to a request; a refusal is one, but a handler that fails is a fault of its own. */
  private async answer<T>(method: string, parameters: object): Promise<T | undefined> {
    const answer = await this.session.request<T>(method, parameters).catch((error: unknown) => {
      if (error instanceof ResponseError && error.code === LSPErrorCodes.RequestFailed) return undefined;
      throw error;
    });
    const failure = this.session.logged.find(line => line.includes(' failed'));
    if (failure !== undefined) throw new Error(failure);
    return answer;
  }

  async stop(): Promise<void> {
    await this.session.stop();
  }
}
