import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../../../../contract/workspace';
import { readWorkspace } from '../../workspaceFile/workspaceFile';

const text = readFileSync(join(import.meta.dirname, '../../../../assets/workspaces/demo-city.yaml'), 'utf8');

/** Demo City's workspace; `change` edits its text first. */
export function demoWorkspace(change: (text: string) => string = (same) => same): Workspace {
  const reading = readWorkspace(change(text), 'demo-city.yaml');
  if (!reading.ok) throw new Error(JSON.stringify(reading.refusals));
  return reading.workspace;
}
