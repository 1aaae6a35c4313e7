import type { BackendEntry } from './backendEntry';
import { openPromQlServer } from './promQlServer';
import { rangePointsMax } from './promQlSeries';

export const victoriaMetrics: BackendEntry<'victoriaMetrics'> = {
  traits: (settings) => ({
    simulated: false,
    ownTime: false,
    durable: true,
    settleMs: settings.settle,
    seriesMax: 64,
    bucketsMax: rangePointsMax,
  }),
  open: ({ kind, url, settle }, context) =>
    openPromQlServer({ kind, url, settleMs: settle, extraForm: { nocache: '1', latency_offset: `${settle}ms` } }, context),
};
