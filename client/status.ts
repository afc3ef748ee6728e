// The entry of the language status menu that says how the server is.
import * as vscode from 'vscode';
import { State } from 'vscode-languageclient';
import { languageNames } from '../host/languages.ts';
import { section } from '../host/product.ts';
import { descriptions as languages } from '../languages/all.ts';

export interface ServerStatus extends vscode.Disposable {
  /** Shows a state of the server, with its version when it is known. */
  show(state: State, version?: string): void;
  /** Shows that the server could not be started. */
  failed(reason: string): void;
}

export function createStatus(): ServerStatus {
  const item = vscode.languages.createLanguageStatusItem(
    `${section}.server`,
    languages.map(({ id }) => ({ language: id })),
  );
  const name = languageNames(languages);
  item.name = name;
  const kind = 'behavioural types';
  const restart = { command: `${section}.restartServer`, title: 'Restart' };
  const show = (text: string, severity: vscode.LanguageStatusSeverity, busy = false): void => {
    item.text = text;
    item.severity = severity;
    item.busy = busy;
  };
  item.command = restart;
  return {
    show: (state, version) => {
      item.detail = version === undefined ? kind : `${kind}, version ${version}`;
      switch (state) {
        case State.Starting:
          return show(`${name}: starting`, vscode.LanguageStatusSeverity.Information, true);
        case State.Running:
          return show(name, vscode.LanguageStatusSeverity.Information);
        case State.StartFailed:
        case State.Stopped:
          return show(`${name}: the server is not running`, vscode.LanguageStatusSeverity.Error);
        default:
          return state satisfies never;
      }
    },
    failed: reason => {
      item.detail = reason;
      show(`${name}: the server did not start`, vscode.LanguageStatusSeverity.Error);
    },
    dispose: () => item.dispose(),
  };
}
