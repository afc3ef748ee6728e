// What is the product's and not any one language's: the names under which editors know it. The first language's name is
// older than the others, and is in everybody's settings and key bindings.

/** The section of the settings that concern all languages; its commands and its own requests begin with it too. */
export const section = 'pat';

/** As the server calls itself. */
export const serverName = 'pat';
