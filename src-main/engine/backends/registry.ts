import type { BackendKind } from '../../../contract/backendSettings';
import type { Backend, BackendTraits } from './backend';
import type { BackendContext, BackendEntry, SettingsOf } from './backendEntry';
import { alertmanager } from './alertmanager';
import { demoCity } from './demoCity';
import { jaeger } from './jaeger';
import { prometheus } from './prometheus';
import { pushFeed } from './pushFeed';
import { skywalking } from './skywalking';
import { victoriaMetrics } from './victoriaMetrics';
import { webhook } from './webhook';

/** A new kind of backend is one file and one line here; a forgotten line does not compile. */
export const backendKinds = {
  demoCity,
  prometheus,
  victoriaMetrics,
  alertmanager,
  pushFeed,
  jaeger,
  skywalking,
  webhook,
} satisfies {
  readonly [Kind in BackendKind]: BackendEntry<Kind>;
};

const entries: { readonly [Kind in BackendKind]: BackendEntry<Kind> } = backendKinds;

export function traitsOf<Kind extends BackendKind>(kind: Kind, settings: SettingsOf<Kind>): BackendTraits {
  return entries[kind].traits(settings);
}

export function openBackend<Kind extends BackendKind>(kind: Kind, settings: SettingsOf<Kind>, context: BackendContext): Backend {
  return entries[kind].open(settings, context);
}
