import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { writeWorkspace } from './city';

const demoWorkspace = resolve(import.meta.dirname, '../../assets/workspaces/demo-city.yaml');

/** The built-in workspace on a Demo City that the test runs itself. One line differs. */
export function workspaceOnCity(cityUrl: string): ReturnType<typeof writeWorkspace> {
  return writeWorkspace(replaceOnce(readFileSync(demoWorkspace, 'utf8'), /url: embedded/, `url: ${cityUrl}`));
}

/** The workspace with no metric watched: nothing opens an incident, and the overview stays as it is while all is calm. */
export function unwatched(workspace: string): string {
  // Some say so themselves.
  return replaceOnce(workspace.replaceAll(/^ {4}watch: false\n/gm, ''), /^ {4}query:$/gm, '    watch: false\n    query:');
}

/** The text with one place changed, or all with a pattern that is global; a pattern that is not there is a defect of the test, said so. */
export function replaceOnce(text: string, pattern: RegExp, replacement: string): string {
  if (!pattern.test(text)) throw new Error(`nothing in the workspace matches ${String(pattern)}`);
  return text.replace(pattern, replacement);
}
