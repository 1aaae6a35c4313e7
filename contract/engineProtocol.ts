import type { BackendHealth, RoomClock, RoomEvent, StageReading } from './state';
import type { Workspace } from './workspace';

/** Main ↔ engine over the utility process's own port. Both ends are ours; a message of another shape is a defect. */
export type ToEngine =
  | {
      readonly type: 'workspace';
      readonly revision: number;
      readonly workspace: Workspace;
      /** Address of the embedded Demo City; null when no backend needs it or it is not up yet. */
      readonly demoCityUrl: string | null;
      /** Folder for the sample history; one per workspace is made inside. */
      readonly dataFolder: string;
    }
  /** Comes with one MessagePort: the window's frame port. A second one for the same window replaces the first. */
  | { readonly type: 'connectWindow'; readonly windowId: string }
  | { readonly type: 'disconnectWindow'; readonly windowId: string }
  /** The engine closes its history and exits with code 0. */
  | { readonly type: 'close' };

export type FromEngine =
  | { readonly type: 'running' }
  | { readonly type: 'clock'; readonly clock: RoomClock }
  /** Only the records that changed. */
  | { readonly type: 'backends'; readonly revision: number; readonly backends: readonly BackendHealth[] }
  | { readonly type: 'stages'; readonly revision: number; readonly stages: readonly StageReading[] }
  | { readonly type: 'events'; readonly revision: number; readonly events: readonly RoomEvent[] }
  /** A line for the log file; never shown as state. */
  | { readonly type: 'log'; readonly level: 'info' | 'warn' | 'error'; readonly text: string };
