import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { writeWorkspace } from './city';

const demoWorkspace = resolve(import.meta.dirname, '../../assets/workspaces/demo-city.yaml');

/** The built-in workspace on a Demo City that the test runs itself. One line differs. */
export function workspaceOnCity(cityUrl: string): ReturnType<typeof writeWorkspace> {
  return writeWorkspace(replaceOnce(readFileSync(demoWorkspace, 'utf8'), /url: embedded/, `url: ${cityUrl}`));
}

/** The text with one place changed; a pattern that is not there is a defect of the test, said so. */
export function replaceOnce(text: string, pattern: RegExp, replacement: string): string {
  if (!pattern.test(text)) throw new Error(`nothing in the workspace matches ${String(pattern)}`);
  return text.replace(pattern, replacement);
}
