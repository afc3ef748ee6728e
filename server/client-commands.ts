// The commands that a client has for our lenses, actions and links, as it names them in its capabilities:
// `experimental: { commands: ["pat.run", "pat.explain"] }`.
import type { ClientCapabilities } from 'vscode-languageserver';

/** Opens the explanation of a code, its only argument, such as `pat-E401`. */
export const explainCommand = 'pat.explain';

/** The commands that the client says it has. */
export function commandsOf({ experimental }: ClientCapabilities): ReadonlySet<string> {
  const said: unknown = experimental;
  if (typeof said !== 'object' || said === null || !('commands' in said)) return new Set();
  const { commands } = said;
  return new Set(Array.isArray(commands) ? commands.filter(command => typeof command === 'string') : []);
}

/**
 * Where a code is explained: a link that runs the client's command where it has one, since few editors show a heading of
 * a Markdown page; else that heading of the page, where its place is known.
 */
export function explanationLink(
  code: string,
  capabilities: ClientCapabilities,
  catalogue: string | undefined,
): string | undefined {
  if (commandsOf(capabilities).has(explainCommand)) {
    return `command:${explainCommand}?${encodeURIComponent(JSON.stringify([code]))}`;
  }
  return catalogue === undefined ? undefined : `${catalogue}#${code.toLowerCase()}`;
}
