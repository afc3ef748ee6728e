// Pat as a value: what the server, the command line and the extension know of it. Each answer of an analysis is a function
// of `ide/`, `format/` or `run/`, closed over what the checker found.
import type { Refusal } from '../answers.ts';
import type { Analysis as Answers, Document, Language, Parser } from '../language.ts';
import { own } from '../own.ts';
import type { Progress, Run, RunOptions } from '../running.ts';
import type { SettingValues } from '../settings.ts';
import { about } from './about.ts';
import { type Analysis, PatDocument, settle } from './analysis.ts';
import type { CoreProgram } from './core/term.ts';
import { formatText } from './format/index.ts';
import { actionKinds, codeActions } from './ide/actions/index.ts';
import { hierarchyItemAt, incomingCalls, outgoingCalls } from './ide/call-hierarchy.ts';
import { codeLinks } from './ide/code-links.ts';
import { completions, completionTriggers } from './ide/completion.ts';
import { definition, typeDefinition } from './ide/definition.ts';
import { foldingRanges } from './ide/folding.ts';
import { formatting, rangesFormatting, typeFormatting } from './ide/formatting.ts';
import { highlights } from './ide/highlights.ts';
import { hover } from './ide/hover.ts';
import { inlayHints } from './ide/inlay-hints.ts';
import { lenses } from './ide/lenses.ts';
import { linkedEditing, linkedName } from './ide/linked-editing.ts';
import { references } from './ide/references.ts';
import { prepareRename, rename } from './ide/rename.ts';
import { selectionRanges } from './ide/selection.ts';
import { signatureHelp } from './ide/signature-help.ts';
import { documentSymbols } from './ide/symbols.ts';
import { semanticTokens, tokenModifiers, tokenTypes } from './ide/tokens.ts';
import { unusedNames } from './ide/unused.ts';
import { namedSymbols, symbolsOfText } from './ide/workspace-symbols.ts';
import { inclusionBy, openSolver } from './last-resort.ts';
import { start } from './run/execution.ts';
import { presentReport } from './run/report.ts';
import { settingsOf } from './settings.ts';
import { defaultBudget } from './solve/index.ts';
import { loadParser, type PatParser } from './syntax/parse.ts';

export const pat: Language = {
  ...about,
  grammar: 'tree-sitter-pat.wasm',
  tokens: { types: tokenTypes, modifiers: tokenModifiers },
  completionTriggers,
  formattingTriggers: ['}', ';'],
  actionKinds,
  openSolver,
  load: async files => parserOf(await loadParser(files)),
};

/** The language with a parser that is there. */
export function parserOf(parser: PatParser): Parser {
  return {
    open: (text, settings) => openDocument(parser, text, settings),
    symbols: text => symbolsOfText(parser, text),
    format: (text, options) => formatText(parser, text, options),
  };
}

function openDocument(parser: PatParser, text: string, settings: SettingValues): Document {
  const document = new PatDocument(parser, text, settingsOf(settings));
  const known = new WeakMap<Analysis, Answers>();
  const answers = (analysis: Analysis): Answers => {
    let found = known.get(analysis);
    if (found === undefined) {
      found = answersOf(analysis, document);
      known.set(analysis, found);
    }
    return found;
  };
  return {
    get text() {
      return document.text;
    },
    edit: (start, end, replacement) => document.edit(start, end, replacement),
    setSettings: values => document.setSettings(settingsOf(values)),
    analysis: () => answers(document.analysis()),
    whatIf: edits => answersOf(document.whatIf(edits), document),
    dispose: () => document.dispose(),
  };
}

/** `document`: asked what edits would lead to, as long as it has the text of the analysis. */
function answersOf(analysis: Analysis, document: PatDocument): Answers {
  const { text, diagnostics, accepted, undecided, core } = analysis;
  return {
    text,
    diagnostics,
    accepted,
    undecided,
    effort: effortOf(analysis),
    settle: async ask => answersOf(await settle(analysis, inclusionBy(ask)), document),
    unusedNames: () => unusedNames(analysis),
    hover: offset => hover(analysis, offset),
    completions: (offset, trigger) => completions(analysis, offset, trigger),
    signatureHelp: offset => signatureHelp(analysis, offset),
    definition: offset => definition(analysis, offset),
    typeDefinition: offset => typeDefinition(analysis, offset),
    references: (offset, wanted) => references(analysis, offset, wanted),
    highlights: offset => highlights(analysis, offset),
    prepareRename: offset => prepareRename(analysis, offset),
    rename: (offset, name) => rename(analysis, offset, name),
    documentSymbols: () => documentSymbols(analysis),
    namedSymbols: () => namedSymbols(analysis.items),
    foldingRanges: () => foldingRanges(analysis),
    selectionRanges: offset => selectionRanges(analysis, offset),
    semanticTokens: () => semanticTokens(analysis),
    inlayHints: (span, shown) =>
      inlayHints(analysis, span, {
        patterns: own(shown, 'inlayHints.patterns') === true,
        remaining: own(shown, 'inlayHints.remaining') === true,
      }),
    lenses: shown => lenses(analysis).filter(({ kind }) => own(shown, `codeLens.${kind}`) === true),
    linkedEditing: offset => {
      const spans = linkedEditing(analysis, offset);
      return spans.length < 2 ? undefined : { spans, wordPattern: linkedName };
    },
    codeLinks: () => codeLinks(analysis),
    hierarchyItemAt: offset => hierarchyItemAt(analysis, offset),
    incomingCalls: key => incomingCalls(analysis, key),
    outgoingCalls: key => outgoingCalls(analysis, key),
    codeActions: request =>
      codeActions(analysis, {
        ...request,
        whatIf: edits => (document.text === text ? document.whatIf(edits) : undefined),
      }),
    formatting: (options, spans) =>
      spans === undefined ? formatting(analysis, options) : rangesFormatting(analysis, spans, options),
    typeFormatting: (offset, typed, options) => typeFormatting(analysis, offset, typed, options),
    run: options => (core.body === undefined ? nothingToRun : runOf(core, options)),
  };
}

const nothingToRun: Refusal = {
  kind: 'refused',
  reason: 'There is nothing to run, since no expression comes after the definitions.',
};

function effortOf({ effort, undecided }: Analysis): string {
  const count = (n: number, noun: string) => `${n.toLocaleString('en-US')} ${noun}${n === 1 ? '' : 's'}`;
  const { items, constraints, decided, steps } = effort;
  return `${count(items, 'item')}, ${count(constraints, 'constraint')}, ${count(decided, 'inclusion')} decided in ${count(steps, 'step')} (at most ${defaultBudget.toLocaleString('en-US')} for each), ${undecided} undecided`;
}

function runOf(core: CoreProgram, options: RunOptions): Run {
  const execution = start(core, options);
  return {
    step: (maxSteps): Progress => {
      const progress = execution.step(maxSteps);
      return progress.state === 'finished'
        ? { state: 'finished', report: presentReport(progress.report) }
        : progress;
    },
    takeOutput: () => execution.takeOutput(),
  };
}
