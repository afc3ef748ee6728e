// What clients of different kinds say of themselves: everything that VS Code can do, what Neovim and Emacs can, and a
// client that says nothing. The documents of `initialize` are shortened to what a server can ask for.
import type { ClientCapabilities } from 'vscode-languageserver/node';

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);
const markup = ['markdown', 'plaintext'] as const;
const dynamic = { dynamicRegistration: true };
const links = { dynamicRegistration: true, linkSupport: true };

/** Everything that the 1.9x releases of VS Code declare. */
export const visualStudioCode: ClientCapabilities = {
  general: {
    positionEncodings: ['utf-16'],
    staleRequestSupport: {
      cancel: true,
      retryOnContentModified: [
        'textDocument/semanticTokens/full',
        'textDocument/semanticTokens/range',
        'textDocument/semanticTokens/full/delta',
      ],
    },
    regularExpressions: { engine: 'ECMAScript', version: 'ES2020' },
    markdown: { parser: 'marked', version: '1.1.0' },
  },
  window: {
    workDoneProgress: true,
    showMessage: { messageActionItem: { additionalPropertiesSupport: true } },
    showDocument: { support: true },
  },
  workspace: {
    applyEdit: true,
    workspaceEdit: {
      documentChanges: true,
      resourceOperations: ['create', 'rename', 'delete'],
      failureHandling: 'textOnlyTransactional',
      normalizesLineEndings: true,
      changeAnnotationSupport: { groupsOnLabel: true },
      metadataSupport: true,
      snippetEditSupport: true,
    },
    configuration: true,
    didChangeConfiguration: dynamic,
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
    symbol: {
      dynamicRegistration: true,
      symbolKind: { valueSet: upTo(26) as [] },
      tagSupport: { valueSet: [1] },
      resolveSupport: { properties: ['location.range'] },
    },
    codeLens: { refreshSupport: true },
    executeCommand: dynamic,
    workspaceFolders: true,
    semanticTokens: { refreshSupport: true },
    fileOperations: { ...dynamic, didCreate: true, didRename: true, didDelete: true },
    inlineValue: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
    diagnostics: { refreshSupport: true },
    foldingRange: { refreshSupport: true },
  },
  textDocument: {
    publishDiagnostics: {
      relatedInformation: true,
      versionSupport: false,
      tagSupport: { valueSet: [1, 2] },
      codeDescriptionSupport: true,
      dataSupport: true,
    },
    synchronization: { ...dynamic, willSave: true, willSaveWaitUntil: true, didSave: true },
    completion: {
      ...dynamic,
      contextSupport: true,
      completionItem: {
        snippetSupport: true,
        commitCharactersSupport: true,
        documentationFormat: [...markup],
        deprecatedSupport: true,
        preselectSupport: true,
        tagSupport: { valueSet: [1] },
        insertReplaceSupport: true,
        resolveSupport: { properties: ['documentation', 'detail', 'additionalTextEdits'] },
        insertTextModeSupport: { valueSet: [1, 2] },
        labelDetailsSupport: true,
      },
      insertTextMode: 2,
      completionItemKind: { valueSet: upTo(25) as [] },
      completionList: {
        itemDefaults: ['commitCharacters', 'editRange', 'insertTextFormat', 'insertTextMode', 'data'],
        applyKindSupport: true,
      },
    },
    hover: { ...dynamic, contentFormat: [...markup] },
    signatureHelp: {
      ...dynamic,
      signatureInformation: {
        documentationFormat: [...markup],
        parameterInformation: { labelOffsetSupport: true },
        activeParameterSupport: true,
        noActiveParameterSupport: true,
      },
      contextSupport: true,
    },
    definition: links,
    references: dynamic,
    documentHighlight: dynamic,
    documentSymbol: {
      ...dynamic,
      symbolKind: { valueSet: upTo(26) as [] },
      hierarchicalDocumentSymbolSupport: true,
      tagSupport: { valueSet: [1] },
      labelSupport: true,
    },
    codeAction: {
      ...dynamic,
      isPreferredSupport: true,
      disabledSupport: true,
      dataSupport: true,
      resolveSupport: { properties: ['edit', 'command'] },
      codeActionLiteralSupport: {
        codeActionKind: {
          valueSet: [
            '',
            'quickfix',
            'refactor',
            'refactor.extract',
            'refactor.inline',
            'refactor.rewrite',
            'source',
            'source.organizeImports',
            'source.fixAll',
          ],
        },
      },
      honorsChangeAnnotations: true,
    },
    codeLens: { ...dynamic, resolveSupport: { properties: ['command'] } },
    formatting: dynamic,
    rangeFormatting: { ...dynamic, rangesSupport: true },
    onTypeFormatting: dynamic,
    rename: {
      ...dynamic,
      prepareSupport: true,
      prepareSupportDefaultBehavior: 1,
      honorsChangeAnnotations: true,
    },
    documentLink: { ...dynamic, tooltipSupport: true },
    typeDefinition: links,
    implementation: links,
    declaration: links,
    colorProvider: dynamic,
    foldingRange: {
      ...dynamic,
      rangeLimit: 5000,
      lineFoldingOnly: true,
      foldingRangeKind: { valueSet: ['comment', 'imports', 'region'] },
      foldingRange: { collapsedText: false },
    },
    selectionRange: dynamic,
    callHierarchy: dynamic,
    semanticTokens: {
      ...dynamic,
      tokenTypes: [
        ...['namespace', 'type', 'class', 'enum', 'interface', 'struct', 'typeParameter', 'parameter'],
        ...['variable', 'property', 'enumMember', 'event', 'function', 'method', 'macro', 'keyword'],
        ...['modifier', 'comment', 'string', 'number', 'regexp', 'operator', 'decorator', 'label'],
      ],
      tokenModifiers: [
        ...['declaration', 'definition', 'readonly', 'static', 'deprecated', 'abstract', 'async'],
        ...['modification', 'documentation', 'defaultLibrary'],
      ],
      formats: ['relative'],
      requests: { range: true, full: { delta: true } },
      multilineTokenSupport: false,
      overlappingTokenSupport: false,
      serverCancelSupport: true,
      augmentsSyntaxTokens: true,
    },
    linkedEditingRange: dynamic,
    typeHierarchy: dynamic,
    inlineValue: dynamic,
    inlayHint: {
      ...dynamic,
      resolveSupport: {
        properties: ['tooltip', 'textEdits', 'label.tooltip', 'label.location', 'label.command'],
      },
    },
    diagnostic: {
      ...dynamic,
      relatedDocumentSupport: false,
      relatedInformation: true,
      tagSupport: { valueSet: [1, 2] },
      codeDescriptionSupport: true,
      dataSupport: true,
    },
  },
};

/** As Neovim 0.10's own client. */
export const neovim: ClientCapabilities = {
  general: { positionEncodings: ['utf-8', 'utf-16', 'utf-32'] },
  window: {
    workDoneProgress: true,
    showMessage: { messageActionItem: { additionalPropertiesSupport: true } },
    showDocument: { support: true },
  },
  workspace: {
    applyEdit: true,
    workspaceEdit: { resourceOperations: ['rename', 'create', 'delete'] },
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: false },
    workspaceFolders: true,
    symbol: { dynamicRegistration: false, symbolKind: { valueSet: upTo(26) as [] } },
    semanticTokens: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
  },
  textDocument: {
    synchronization: { willSave: true, willSaveWaitUntil: true, didSave: true },
    publishDiagnostics: {
      relatedInformation: true,
      tagSupport: { valueSet: [1, 2] },
      dataSupport: true,
    },
    completion: {
      completionItem: {
        snippetSupport: true,
        commitCharactersSupport: false,
        preselectSupport: false,
        deprecatedSupport: true,
        documentationFormat: [...markup],
        resolveSupport: { properties: ['additionalTextEdits', 'command'] },
      },
      completionItemKind: { valueSet: upTo(25) as [] },
      completionList: { itemDefaults: ['editRange', 'insertTextFormat', 'insertTextMode', 'data'] },
      contextSupport: true,
    },
    hover: { dynamicRegistration: true, contentFormat: [...markup] },
    signatureHelp: {
      signatureInformation: {
        activeParameterSupport: true,
        documentationFormat: [...markup],
        parameterInformation: { labelOffsetSupport: true },
      },
    },
    definition: links,
    declaration: { linkSupport: true },
    implementation: { linkSupport: true },
    typeDefinition: { linkSupport: true },
    references: {},
    documentHighlight: {},
    documentSymbol: {
      symbolKind: { valueSet: upTo(26) as [] },
      hierarchicalDocumentSymbolSupport: true,
    },
    codeAction: {
      dynamicRegistration: true,
      codeActionLiteralSupport: {
        codeActionKind: { valueSet: ['', 'quickfix', 'refactor', 'source', 'source.fixAll'] },
      },
      isPreferredSupport: true,
      dataSupport: true,
      resolveSupport: { properties: ['edit', 'command'] },
    },
    formatting: dynamic,
    rangeFormatting: { dynamicRegistration: true, rangesSupport: true },
    rename: { dynamicRegistration: true, prepareSupport: true },
    callHierarchy: { dynamicRegistration: false },
    inlayHint: { dynamicRegistration: true, resolveSupport: { properties: ['textEdits', 'tooltip'] } },
    semanticTokens: {
      dynamicRegistration: false,
      tokenTypes: ['interface', 'enumMember', 'function', 'parameter', 'variable'],
      tokenModifiers: ['declaration', 'definition', 'readonly', 'defaultLibrary'],
      formats: ['relative'],
      requests: { range: false, full: { delta: true } },
      overlappingTokenSupport: true,
      multilineTokenSupport: false,
      serverCancelSupport: false,
      augmentsSyntaxTokens: true,
    },
    diagnostic: { dynamicRegistration: false },
  },
};

/** As Emacs's eglot. */
export const emacs: ClientCapabilities = {
  general: { positionEncodings: ['utf-32', 'utf-8', 'utf-16'] },
  window: { showDocument: { support: true }, showMessage: {}, workDoneProgress: true },
  workspace: {
    applyEdit: true,
    executeCommand: { dynamicRegistration: false },
    workspaceEdit: { documentChanges: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    symbol: { dynamicRegistration: false },
    configuration: true,
    workspaceFolders: true,
  },
  textDocument: {
    synchronization: { dynamicRegistration: false, willSave: true, willSaveWaitUntil: true, didSave: true },
    completion: {
      completionItem: {
        snippetSupport: false,
        deprecatedSupport: true,
        tagSupport: { valueSet: [1] },
        documentationFormat: ['plaintext'],
      },
      contextSupport: true,
    },
    hover: { contentFormat: ['plaintext'] },
    signatureHelp: {
      signatureInformation: {
        parameterInformation: { labelOffsetSupport: true },
        documentationFormat: ['plaintext'],
        activeParameterSupport: true,
      },
    },
    references: {},
    definition: { linkSupport: true },
    declaration: { linkSupport: true },
    implementation: { linkSupport: true },
    typeDefinition: { linkSupport: true },
    documentSymbol: {
      hierarchicalDocumentSymbolSupport: true,
      symbolKind: { valueSet: upTo(26) as [] },
    },
    documentHighlight: {},
    codeAction: {
      resolveSupport: { properties: ['edit', 'command'] },
      dataSupport: true,
      codeActionLiteralSupport: {
        codeActionKind: { valueSet: ['quickfix', 'refactor', 'refactor.extract', 'source'] },
      },
      isPreferredSupport: true,
    },
    formatting: {},
    rangeFormatting: {},
    rename: {},
    inlayHint: {},
    publishDiagnostics: {
      relatedInformation: false,
      codeDescriptionSupport: false,
      tagSupport: { valueSet: [1, 2] },
    },
  },
};

/** A client that declares nothing gets what every client must understand, and is asked nothing. */
export const minimal: ClientCapabilities = {};

export const profiles = { visualStudioCode, neovim, emacs, minimal };
