// What the editor and the server say to each other, in the output channel, as much of it as `pat.trace.server` wants.
// The library shows it only to those who turn the whole channel to the level "trace"; this lets the setting decide.
import * as vscode from 'vscode';
import { section } from '../host/product.ts';

/** A channel that takes the library's trace and writes it to the given one. */
export function traceChannel(channel: vscode.LogOutputChannel): vscode.LogOutputChannel {
  const changed = new vscode.EventEmitter<vscode.LogLevel>();
  const level = (): vscode.LogLevel =>
    vscode.workspace.getConfiguration(section).get('trace.server', 'off') === 'off'
      ? vscode.LogLevel.Info
      : vscode.LogLevel.Trace;
  const listening = vscode.workspace.onDidChangeConfiguration(event => {
    if (event.affectsConfiguration(`${section}.trace.server`)) changed.fire(level());
  });
  return {
    name: channel.name,
    get logLevel() {
      return level();
    },
    onDidChangeLogLevel: changed.event,
    trace: (message, ...rest) => channel.info(message, ...rest),
    debug: (message, ...rest) => channel.debug(message, ...rest),
    info: (message, ...rest) => channel.info(message, ...rest),
    warn: (message, ...rest) => channel.warn(message, ...rest),
    error: (message, ...rest) => channel.error(message, ...rest),
    append: value => channel.append(value),
    appendLine: value => channel.appendLine(value),
    replace: value => channel.replace(value),
    clear: () => channel.clear(),
    show: () => channel.show(true),
    hide: () => channel.hide(),
    dispose: () => {
      listening.dispose();
      changed.dispose();
    },
  };
}
