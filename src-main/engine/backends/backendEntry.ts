import type { BackendKind, BackendSettings } from '../../../contract/workspace';
import type { Backend, BackendTraits } from './backend';

export type SettingsOf<Kind extends BackendKind> = Extract<BackendSettings, { kind: Kind }>;

export interface BackendContext {
  /** Address of the embedded Demo City; null while it is not up. */
  readonly demoCityUrl: string | null;
  /** Monotonic local ms. */
  readonly monoNow: () => number;
}

export interface BackendEntry<Kind extends BackendKind> {
  traits(settings: SettingsOf<Kind>): BackendTraits;
  open(settings: SettingsOf<Kind>, context: BackendContext): Backend;
}
