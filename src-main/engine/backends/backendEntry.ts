import type { BackendKind, BackendSettings } from '../../../contract/backendSettings';
import type { ChangeQuery } from '../../../contract/workspace';
import type { Backend, BackendTraits } from './backend';

export type SettingsOf<Kind extends BackendKind> = Extract<BackendSettings, { kind: Kind }>;

export interface BackendContext {
  /** Address of the embedded Demo City; null while it is not up. */
  readonly demoCityUrl: string | null;
  /** The id of this backend in the workspace. */
  readonly backendId: string;
  /** Values by slot id; `secretSlotsOf`. A slot without a value fails with 'secret-missing'. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Relative paths in settings count from here; null when there is no workspace file. */
  readonly folder: string | null;
  /** What the workspace has this backend look for changes in, by id; none when left out. */
  readonly changes?: Readonly<Record<string, ChangeQuery>>;
  /** What time it is in the room, epoch ms, for what comes without a time; the workstation's when left out. */
  readonly roomAt?: () => number;
  /** Monotonic local ms. */
  readonly monoNow: () => number;
}

export interface BackendEntry<Kind extends BackendKind> {
  traits(settings: SettingsOf<Kind>): BackendTraits;
  open(settings: SettingsOf<Kind>, context: BackendContext): Backend;
}
