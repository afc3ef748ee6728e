// What the user's configuration says about the files of a workspace folder, out of whatever a client sends: unknown keys
// are ignored, unknown values are the default.
import { Minimatch } from 'minimatch';
import { own } from '../../languages/own.ts';

export interface WorkspaceSettings {
  /** Whether files that are not open are checked. */
  readonly diagnostics: boolean;
  /** Globs of files and folders that are left out, against the path below the workspace folder. Sorted. */
  readonly exclude: readonly string[];
}

/** Folders of other people's files, and of none. Clients may add to these, and take from them. */
const excludedByDefault: Readonly<Record<string, boolean>> = {
  '**/node_modules': true,
  '**/.git': true,
  '**/.hg': true,
  '**/.svn': true,
};

/**
 * Reads the `pat` section, and VS Code's `files.exclude` where the client has such a thing. Never throws.
 */
export function readWorkspaceSettings(section: unknown, filesExclude?: unknown): WorkspaceSettings {
  const workspace = own(section, 'workspace');
  const diagnostics = own(workspace, 'diagnostics');
  const globs = {
    ...excludedByDefault,
    ...flags(filesExclude),
    ...flags(own(workspace, 'exclude')),
  };
  return {
    diagnostics: typeof diagnostics === 'boolean' ? diagnostics : true,
    exclude: Object.entries(globs)
      .flatMap(([glob, isExcluded]) => (isExcluded ? [glob] : []))
      .sort(),
  };
}

/**
 * Says of a path below the folder whether it, or a folder that it is in, is left out. The globs are those of VS Code's
 * `files.exclude`: `**` for any folders, `*`, `?`, `{a,b}` and `[…]`.
 */
export function excluder(globs: readonly string[]): (path: string) => boolean {
  const patterns = globs.flatMap(glob => {
    try {
      return [new Minimatch(glob.replace(/(?<!\/)\/+$/, ''), { dot: true, nonegate: true, nocomment: true })];
    } catch {
      // No glob at all: it excludes nothing.
      return [];
    }
  });
  const matches = (path: string): boolean => patterns.some(pattern => pattern.match(path));
  return path => {
    for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      if (matches(path.slice(0, end))) return true;
    }
    return matches(path);
  };
}

export function sameWorkspaceSettings(a: WorkspaceSettings, b: WorkspaceSettings): boolean {
  return a.diagnostics === b.diagnostics && sameExclude(a, b);
}

export function sameExclude(a: WorkspaceSettings, b: WorkspaceSettings): boolean {
  return a.exclude.length === b.exclude.length && a.exclude.every((glob, i) => glob === b.exclude[i]);
}

/** Those of an object's values that are true or false; VS Code's `{ "when": … }` is neither. */
function flags(value: unknown): Record<string, boolean> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean'),
  );
}
