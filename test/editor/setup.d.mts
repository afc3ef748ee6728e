// What the TypeScript side of the editor tests sees of setup.mjs, which plain Node must be able to run.
export interface EditorPrograms {
  /** Absolute path of Node 24. */
  readonly node: string;
  /** Absolute path of code-server's entry script. */
  readonly codeServer: string;
}
export function unsupportedPlatform(): string | undefined;
export function editorCache(): string;
export function editorPrograms(cache: string): EditorPrograms;
export function findProgram(name: string): Promise<string | undefined>;
export function findChromium(): Promise<string | undefined>;
export function prepareEditor(say?: (line: string) => void): Promise<string>;
