// What the TypeScript side of the web tests sees of setup.mjs, which plain Node must be able to run.
export const commit: string;
export function buildsFolder(cache: string): string;
export function prepareWeb(say?: (line: string) => void): Promise<string>;
