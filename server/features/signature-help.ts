// `textDocument/signatureHelp`.
import type {
  ClientCapabilities,
  MarkupKind,
  SignatureHelp,
  SignatureHelpContext,
  SignatureInformation,
} from 'vscode-languageserver';
import type * as answers from '../../languages/answers.ts';
import { toMarkup } from '../convert.ts';
import type { Feature } from '../feature.ts';

export const signatureHelp: Feature = {
  capabilities: ({ capabilities: { textDocument } }) => ({
    signatureHelpProvider: {
      triggerCharacters: ['(', ','],
      // A closing bracket ends the innermost call: what is around it is shown again.
      ...(textDocument?.signatureHelp?.contextSupport ? { retriggerCharacters: [')'] } : {}),
    },
  }),
  attach: host => {
    host.connection.onSignatureHelp(({ textDocument: { uri }, position, context }, token) =>
      host.answer('signatureHelp', uri, token, null, ({ lines }, analysis) => {
        const found = analysis.signatureHelp?.(lines.offsetAt(position));
        return found === undefined ? null : toSignatureHelp(found, context, host.client.capabilities);
      }),
    );
  },
};

function toSignatureHelp(
  { signatures, activeParameter }: answers.SignatureHelp,
  context: SignatureHelpContext | undefined,
  { textDocument }: ClientCapabilities,
): SignatureHelp {
  const can = textDocument?.signatureHelp?.signatureInformation;
  const formats = can?.documentationFormat;
  const offsets = can?.parameterInformation?.labelOffsetSupport === true;
  const chosen = activeSignature(signatures, activeParameter, context);
  const beyond = activeParameter >= (signatures[chosen]?.parameters.length ?? 0);
  return {
    signatures: signatures.map(signature => toSignature(signature, formats, offsets)),
    activeSignature: chosen,
    activeParameter: beyond && can?.noActiveParameterSupport === true ? null : activeParameter,
  };
}

/** The one that the user chose among them, or the first that takes as many. */
function activeSignature(
  signatures: readonly answers.Signature[],
  part: number,
  context: SignatureHelpContext | undefined,
): number {
  const before = context?.activeSignatureHelp;
  const shown = before?.signatures[before.activeSignature ?? 0]?.label;
  const kept = signatures.findIndex(({ label }) => label === shown);
  if (kept >= 0) return kept;
  return Math.max(
    0,
    signatures.findIndex(({ parameters }) => part < parameters.length),
  );
}

function toSignature(
  { label, parameters, documentation }: answers.Signature,
  formats: readonly MarkupKind[] | undefined,
  offsets: boolean,
): SignatureInformation {
  return {
    label,
    ...(documentation === undefined ? {} : { documentation: toMarkup(documentation, formats) }),
    parameters: parameters.map(({ start, end, documentation: meaning }) => ({
      label: offsets ? [start, end] : label.slice(start, end),
      ...(meaning === undefined ? {} : { documentation: toMarkup(meaning, formats) }),
    })),
  };
}
