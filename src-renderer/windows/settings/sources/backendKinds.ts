import type { BackendKind } from '../../../../contract/backendSettings';

/** Every kind, in the order in which a new one is offered; a forgotten one does not compile. */
const order = {
  prometheus: 0,
  victoriaMetrics: 1,
  alertmanager: 2,
  pushFeed: 3,
  jaeger: 4,
  skywalking: 5,
  webhook: 6,
  demoCity: 7,
} satisfies Record<BackendKind, number>;

export const backendKinds = Object.keys(order) as readonly BackendKind[];
