// What the tests of the workspace share: folders on the disk, a client that asks for all diagnostics and keeps what it
// was told, and files whose reading can be held up.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  CancellationTokenSource,
  type ClientCapabilities,
  type Diagnostic,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { nodeFiles } from '../../server/node-files.ts';
import type { WorkspaceFiles } from '../../server/workspace/files.ts';
import { pullCapabilities, pushCapabilities, type Session } from './session.ts';

/** Rejected: `nowhere` is not declared. */
export const wrong = 'def f(): Int { nowhere }\n';
export const right = 'def f(): Int { 1 }\n';

const workspace: ClientCapabilities['workspace'] = {
  workspaceFolders: true,
  didChangeWatchedFiles: { dynamicRegistration: true },
};

/** Editors that watch files. */
export const pulls: ClientCapabilities = {
  ...pullCapabilities,
  workspace: { ...pullCapabilities.workspace, ...workspace },
};
export const takesPushes: ClientCapabilities = {
  ...pushCapabilities,
  workspace: { ...pushCapabilities.workspace, ...workspace },
};

/** A folder on the disk, gone after the test. */
export class DiskFolder {
  readonly path = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'pat-workspace-')));
  readonly uri = pathToFileURL(this.path).href;

  /** Texts, or bytes, by their paths below the folder. */
  constructor(files: Readonly<Record<string, string | Uint8Array>> = {}) {
    for (const [name, content] of Object.entries(files)) this.write(name, content);
  }

  write(name: string, content: string | Uint8Array): void {
    const file = path.join(this.path, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  delete(name: string): void {
    rmSync(path.join(this.path, name), { recursive: true });
  }

  /** As an editor would write it. */
  uriOf(name: string): string {
    return `${this.uri}/${name.split('/').map(encodeURIComponent).join('/')}`;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

type Request = Promise<WorkspaceDiagnosticReport>;

/** The open request of a client for all diagnostics, and what it has been told so far. */
export class WorkspacePull {
  readonly told: WorkspaceDocumentDiagnosticReport[] = [];
  readonly answer: Request;
  private readonly session: Session;
  private readonly source = new CancellationTokenSource();

  /** `streams`: takes partial results. */
  constructor(
    session: Session,
    {
      streams = true,
      known = [],
      workDoneToken,
    }: {
      readonly streams?: boolean;
      readonly known?: readonly { uri: string; value: string }[];
      readonly workDoneToken?: string;
    } = {},
  ) {
    this.session = session;
    const token = `partial-${Math.random()}`;
    session.onProgress(token, value => {
      this.told.push(...(value as WorkspaceDiagnosticReport).items);
    });
    const params = {
      previousResultIds: known,
      ...(streams ? { partialResultToken: token } : {}),
      ...(workDoneToken === undefined ? {} : { workDoneToken }),
    };
    this.answer = session.client.sendRequest<WorkspaceDiagnosticReport>(
      'workspace/diagnostic',
      params,
      this.source.token,
    );
    this.answer.catch(() => {});
  }

  cancel(): void {
    this.source.cancel();
  }

  /** The last that was told of a file. */
  last(uri: string): WorkspaceDocumentDiagnosticReport | undefined {
    return this.told.findLast(item => item.uri === uri);
  }

  /** Waits until a file was told of, with so many diagnostics, and gives them. */
  async diagnostics(uri: string, count: number): Promise<readonly Diagnostic[]> {
    return this.session.until(
      () => {
        const last = this.last(uri);
        return last?.kind === 'full' && last.items.length === count ? last.items : undefined;
      },
      `${count} diagnostics of ${uri}; told: ${JSON.stringify(this.told)}`,
    );
  }

  /** Everything that was told so far becomes the past. */
  forget(): void {
    this.told.splice(0);
  }
}

/** The disk's files, each of which is read only when the gate lets it. */
export class GatedFiles implements WorkspaceFiles {
  readonly waiting: string[] = [];
  private open: () => void = () => {};
  private readonly opened = new Promise<void>(resolve => {
    this.open = resolve;
  });
  private readonly free: (uri: string) => boolean;

  /** `free` files are read at once. */
  constructor(free: (uri: string) => boolean = () => false) {
    this.free = free;
  }

  list: WorkspaceFiles['list'] = (folder, search) => nodeFiles.list(folder, search);

  read: WorkspaceFiles['read'] = async (uri, folder) => {
    if (!this.free(uri)) {
      this.waiting.push(uri);
      await this.opened;
    }
    return nodeFiles.read(uri, folder);
  };

  openGate(): void {
    this.open();
  }
}

export const created = 1;
export const changed = 2;
export const deleted = 3;

/** What a client sends when files change. */
export function fileEvents(
  session: Session,
  ...changes: readonly (readonly [uri: string, type: 1 | 2 | 3])[]
): Promise<void> {
  return session.client.sendNotification('workspace/didChangeWatchedFiles', {
    changes: changes.map(([uri, type]) => ({ uri, type })),
  });
}
