// What the user's configuration says about the files of a workspace folder, out of whatever a client sends: unknown keys
// are ignored, unknown values are the default.
import { own } from '../../languages/own.ts';
import { compileGlob, type Glob } from './glob.ts';

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

/** So many globs are used. */
const mostGlobs = 1000;

export interface Exclusion {
  /** Whether a path below the folder, or a folder that it is in, is left out. */
  readonly excludes: (path: string) => boolean;
  /** What is said of globs that cannot be used. */
  readonly refusals: readonly string[];
}

/** What globs leave out (see `glob.ts`). */
export function exclusion(globs: readonly string[]): Exclusion {
  const used: Glob[] = [];
  const refusals: string[] = [];
  for (const glob of globs.slice(0, mostGlobs)) {
    const compiled = compileGlob(glob.replace(/(?<!\/)\/+$/, ''));
    if (typeof compiled === 'function') used.push(compiled);
    else refusals.push(refused(glob, compiled.reason));
  }
  if (globs.length > mostGlobs)
    refusals.push(
      `pat.workspace.exclude and files.exclude have ${globs.length} patterns; only ${mostGlobs} of them are used. Leave out folders rather than files.`,
    );
  const matches = (path: string): boolean => used.some(glob => glob(path));
  const excludes = (path: string): boolean => {
    for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      if (matches(path.slice(0, end))) return true;
    }
    return matches(path);
  };
  return { excludes, refusals };
}

function refused(glob: string, reason: string): string {
  const shown = glob.length > 60 ? `${glob.slice(0, 60)}…` : glob;
  return `The pattern ${JSON.stringify(shown)} in pat.workspace.exclude or files.exclude leaves nothing out: ${reason}. Several shorter patterns can stand for it.`;
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
