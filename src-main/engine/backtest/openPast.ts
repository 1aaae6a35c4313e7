import { backendIdOf, type Workspace } from '../../../contract/workspace';
import { BackendFailure, type Backend } from '../backends/backend';
import { openBackend, traitsOf } from '../backends/registry';
import type { ReadableBackend } from '../samples/readSeries';
import type { Timers } from '../timers';
import type { ReplaySource } from './replaySource';

export interface PastSurroundings {
  readonly demoCityUrl: string | null;
  /** Values by slot id. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Relative paths of the workspace count from here; null for the built-in one. */
  readonly folder: string | null;
  readonly timers: Timers;
}

export interface OpenPast extends ReplaySource {
  /** The latest moment that any backend can tell about; null when none answered. */
  readonly seenTo: number | null;
  /** Why a backend did not answer, by its id; its `readableTo` throws the same. */
  readonly failures: ReadonlyMap<string, BackendFailure>;
  close(): void;
}

/** Younger samples may not have arrived, whatever the backend's clock says. */
const marginMs = 1_000;

/** A workspace's backends opened to be read, asked once what time it is and never polled: a replay without a console. */
export async function openPast(workspace: Workspace, around: PastSurroundings): Promise<OpenPast> {
  const ids = new Set(Object.keys(workspace.metrics).map((metricId) => backendIdOf(workspace, metricId)));
  const opened: Backend[] = [];
  const backends = new Map<string, ReadableBackend>();
  const failures = new Map<string, BackendFailure>();
  const moments: number[] = [];
  for (const backendId of ids) {
    const settings = workspace.backends[backendId];
    if (settings === undefined) continue;
    const { demoCityUrl, secrets, folder, timers } = around;
    const monoNow = (): number => timers.monoNow();
    const backend = openBackend(settings.kind, settings, { demoCityUrl, backendId, secrets, folder, monoNow });
    opened.push(backend);
    const traits = traitsOf(settings.kind, settings);
    try {
      const { clock, behindMs } = await backend.check(new AbortController().signal);
      const seenTo = clock.at - traits.settleMs - (behindMs ?? 0) - marginMs;
      backends.set(backendId, { backend, traits, readableTo: () => seenTo });
      moments.push(seenTo);
    } catch (error) {
      if (!(error instanceof BackendFailure)) throw error;
      failures.set(backendId, error);
      // Each of its series is told with this sentence.
      const readableTo = (): never => {
        throw error;
      };
      backends.set(backendId, { backend, traits, readableTo });
    }
  }
  return {
    workspace,
    backends,
    live: false,
    history: () => null,
    seenTo: moments.length === 0 ? null : Math.max(...moments),
    failures,
    close: () => {
      for (const backend of opened) backend.close();
    },
  };
}
