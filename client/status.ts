// The entry of the language status menu that says how the server is.
import * as vscode from 'vscode';
import { State } from 'vscode-languageclient';

export interface ServerStatus extends vscode.Disposable {
  /** Shows a state of the server, with its version when it is known. */
  show(state: State, version?: string): void;
  /** Shows that the server could not be started. */
  failed(reason: string): void;
}

export function createStatus(): ServerStatus {
  const item = vscode.languages.createLanguageStatusItem('pat.server', { language: 'pat' });
  item.name = 'Pat';
  const restart = { command: 'pat.restartServer', title: 'Restart' };
  const show = (text: string, severity: vscode.LanguageStatusSeverity, busy = false): void => {
    item.text = text;
    item.severity = severity;
    item.busy = busy;
  };
  item.command = restart;
  return {
    show: (state, version) => {
      item.detail = version === undefined ? 'mailbox types' : `mailbox types, version ${version}`;
      switch (state) {
        case State.Starting:
          return show('Pat: starting', vscode.LanguageStatusSeverity.Information, true);
        case State.Running:
          return show('Pat', vscode.LanguageStatusSeverity.Information);
        case State.StartFailed:
        case State.Stopped:
          return show('Pat: the server is not running', vscode.LanguageStatusSeverity.Error);
        default:
          return state satisfies never;
      }
    },
    failed: reason => {
      item.detail = reason;
      show('Pat: the server did not start', vscode.LanguageStatusSeverity.Error);
    },
    dispose: () => item.dispose(),
  };
}
