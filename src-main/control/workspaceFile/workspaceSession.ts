import { readFile, stat } from 'node:fs/promises';
import type { Workspace } from '../../../contract/workspace';
import { accept, refuse, type Refusal, type Result } from '../../../contract/result';
import { watchFile, type FileWatch } from './fileWatch';
import type { Store } from '../store';
import { describeRefusal, readWorkspace, workspaceBytesMax, type WorkspaceReading } from './workspaceFile';
import { viewWorkspace } from './workspaceView';

/** Which workspace is in force. A bad file opens nothing: its refusals become `workspaceProblem` and the former one stays. */
export interface WorkspaceSession {
  openDemo(): void;
  /** At start: the file that was asked for, or Demo City; Demo City too when the file is bad, and the file's problem stays told. */
  openFirst(path: string | null): Promise<void>;
  open(path: string): Promise<Result<void>>;
  dismissProblem(): void;
  readonly close: () => void;
}

export interface OpenedWorkspace {
  readonly revision: number;
  readonly path: string | null;
  readonly workspace: Workspace;
}

export interface WorkspaceSessionSetup {
  readonly store: Store;
  /** YAML of the built-in Demo City workspace. */
  readonly demoText: string;
  readonly opened: (opened: OpenedWorkspace) => void;
  readonly log: (level: 'info' | 'warn', text: string) => void;
}

export function createWorkspaceSession({ store, demoText, opened, log }: WorkspaceSessionSetup): WorkspaceSession {
  let revision = 0;
  let watching: FileWatch | null = null;
  /** Of two files opened at once the one asked for last wins, whichever is read first. */
  let asked = 0;

  function take(workspace: Workspace, path: string | null): void {
    revision += 1;
    store.put('workspace', 'current', viewWorkspace(workspace, revision, path));
    log('info', `workspace ${path ?? 'Demo City'} in force, revision ${revision}`);
    opened({ revision, path, workspace });
  }

  function follow(path: string | null): void {
    watching?.close();
    watching =
      path === null
        ? null
        : watchFile(
            path,
            () => void reload(path),
            (error) => log('warn', `changes of ${path} are not followed: ${error.message}`),
          );
  }

  async function load(path: string): Promise<Result<void>> {
    const turn = (asked += 1);
    const reading = await readWorkspaceFile(path);
    if (turn !== asked) return accept(undefined);
    if (reading.ok) {
      store.remove('workspaceProblem', 'current');
      take(reading.workspace, path);
      return accept(undefined);
    }
    store.put('workspaceProblem', 'current', { path, refusals: reading.refusals });
    for (const refusal of reading.refusals) log('warn', `workspace refused: ${describeRefusal(refusal)}`);
    const [first] = reading.refusals;
    return first === undefined ? refuse('workspace-invalid', `${path} cannot be read.`) : { ok: false, refusal: first };
  }

  async function reload(path: string): Promise<void> {
    await load(path);
  }

  function takeDemo(): void {
    const reading = readWorkspace(demoText, 'demo-city.yaml');
    if (!reading.ok) throw new Error(`the built-in workspace must be valid: ${reading.refusals.map(describeRefusal).join('; ')}`);
    follow(null);
    take(reading.workspace, null);
  }

  async function open(path: string): Promise<Result<void>> {
    const result = await load(path);
    if (result.ok) follow(path);
    return result;
  }

  return {
    openDemo: () => {
      asked += 1;
      store.remove('workspaceProblem', 'current');
      takeDemo();
    },
    openFirst: async (path) => {
      if (path === null || !(await open(path)).ok) takeDemo();
    },
    open,
    dismissProblem: () => store.remove('workspaceProblem', 'current'),
    close: () => follow(null),
  };
}

/** Reads a workspace from disk; a file that cannot be read is refused in words, like one that cannot be understood. */
async function readWorkspaceFile(path: string): Promise<WorkspaceReading> {
  try {
    const facts = await stat(path);
    if (!facts.isFile()) return refusedFile(path, 'a file: this is a folder or a device');
    if (facts.size > workspaceBytesMax)
      return refusedFile(path, `a workspace of at most 1 MB, not ${Math.ceil(facts.size / 1024)} kB`);
    return readWorkspace(await readFile(path, 'utf8'), path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return refusedFile(path, 'a file: there is none at this path', 'not-found');
    if (code === 'EACCES' || code === 'EPERM') return refusedFile(path, 'a file that you may read');
    return refusedFile(path, `a readable file: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function refusedFile(file: string, expected: string, code: Refusal['code'] = 'workspace-invalid'): WorkspaceReading {
  return { ok: false, refusals: [{ code, message: `expected ${expected}`, at: { file } }] };
}
