import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Whether `node` was started with this module, so that a script is also importable by the others. */
export function isEntryScript(moduleUrl) {
  const entry = process.argv[1];
  return entry !== undefined && realpathSync(entry) === realpathSync(fileURLToPath(moduleUrl));
}
