import { dirname } from 'node:path';
import type { Workspace } from '../../contract/workspace';
import type { SecretValues } from '../control/secrets';
import type { OpenedWorkspace } from '../control/workspaceFile/workspaceSession';
import type { CityProcess } from './cityProcess';
import type { EngineProcess } from './engineProcess';

export interface WorkspaceInForce {
  /** Tells the engine, and starts or ends Demo City as the workspace's backends need it. */
  use(opened: OpenedWorkspace): void;
  /** The values of its secrets changed: the engine is told all of it again. */
  readonly secretsChanged: () => void;
  /** A workspace that needs Demo City is about to be opened: the city starts while its file is still read. */
  foreseeCity(): void;
  /** Where a Demo City backend of the workspace in force is reached; null while it is down, and for anything else. */
  readonly cityUrl: (backendId: string) => string | null;
  readonly close: () => Promise<void>;
}

/** `startCity` is handed what to call with the city's address, null while it is down. */
export function createWorkspaceInForce(
  engine: EngineProcess,
  dataFolder: string,
  secrets: () => SecretValues,
  startCity: (address: (url: string | null) => void) => CityProcess,
): WorkspaceInForce {
  let current: OpenedWorkspace | null = null;
  let city: CityProcess | null = null;
  let demoCityUrl: string | null = null;

  function tellEngine(): void {
    if (current === null) return;
    const { revision, workspace, path } = current;
    const folder = path === null ? null : dirname(path);
    engine.useWorkspace({ type: 'workspace', revision, workspace, demoCityUrl, dataFolder, secrets: secrets(), folder });
  }

  function endCity(): Promise<void> {
    const leaving = city;
    city = null;
    demoCityUrl = null;
    return leaving === null ? Promise.resolve() : leaving.close();
  }

  function beginCity(): void {
    if (city !== null) return;
    const own: CityProcess = startCity((url) => {
      if (city !== own) return;
      demoCityUrl = url;
      tellEngine();
    });
    city = own;
  }

  return {
    use: (opened) => {
      current = opened;
      if (needsCity(opened.workspace)) beginCity();
      else void endCity();
      tellEngine();
    },
    secretsChanged: tellEngine,
    foreseeCity: beginCity,
    cityUrl: (backendId) => {
      const backend = current?.workspace.backends[backendId];
      if (backend?.kind !== 'demoCity') return null;
      return backend.url === 'embedded' ? demoCityUrl : backend.url;
    },
    close: endCity,
  };
}

function needsCity(workspace: Workspace): boolean {
  return Object.values(workspace.backends).some((backend) => backend.kind === 'demoCity' && backend.url === 'embedded');
}
