import type { BackendKind, BackendSettings } from '../../../contract/workspace';
import type { Backend, BackendTraits } from './backend';
import { demoCity } from './demoCity';
import { prometheus } from './prometheus';

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

/** A new kind of backend is one file and one line here; a forgotten line does not compile. */
export const backendKinds = { demoCity, prometheus } satisfies { readonly [Kind in BackendKind]: BackendEntry<Kind> };

const entries: { readonly [Kind in BackendKind]: BackendEntry<Kind> } = backendKinds;

export function traitsOf<Kind extends BackendKind>(kind: Kind, settings: SettingsOf<Kind>): BackendTraits {
  return entries[kind].traits(settings);
}

export function openBackend<Kind extends BackendKind>(kind: Kind, settings: SettingsOf<Kind>, context: BackendContext): Backend {
  return entries[kind].open(settings, context);
}
