// The version of this build, put in by the bundler.
declare const PAT_VERSION: string | undefined;

export const version = typeof PAT_VERSION === 'string' ? PAT_VERSION : 'unbuilt';
