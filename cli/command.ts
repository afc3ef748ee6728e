// What this program is called: `bt`, or `pat`, as it was called when there was one language.
import path from 'node:path';
import process from 'node:process';

/** As the user has called it, where that can be told. */
export const command = path.basename(process.argv[1] ?? '', '.js') === 'bt' ? 'bt' : 'pat';
