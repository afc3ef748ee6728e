/** Begins each line of the console that is the result of a test inside the extension host. */
export const resultMark = 'PAT_HOST_RESULT ';
