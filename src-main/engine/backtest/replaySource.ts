import type { Workspace } from '../../../contract/workspace';
import type { ReadableBackend, SampleHistory } from '../samples/readSeries';

/** Where a replay takes history from: a workspace and its open backends. */
export interface ReplaySource {
  readonly workspace: Workspace;
  readonly backends: ReadonlyMap<string, ReadableBackend>;
  /** Live polls ask the same backends: history is asked for half of the time at most. */
  readonly live: boolean;
  /** Null until it is open, and where there is none. */
  readonly history: () => SampleHistory | null;
}
