// The commands that a client has for our lenses and actions, as it names them in its capabilities:
// `experimental: { commands: ["pat.run", "pat.showReferences"] }`.
import type { ClientCapabilities } from 'vscode-languageserver';

/** The commands that the client says it has. */
export function commandsOf({ experimental }: ClientCapabilities): ReadonlySet<string> {
  const said: unknown = experimental;
  if (typeof said !== 'object' || said === null || !('commands' in said)) return new Set();
  const { commands } = said;
  return new Set(Array.isArray(commands) ? commands.filter(command => typeof command === 'string') : []);
}
