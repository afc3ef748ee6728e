// What all suites share ends with the last of them: this is loaded before any suite begins, so its hook is the root's.
import { endProcesses } from './browser.ts';

after(endProcesses);
