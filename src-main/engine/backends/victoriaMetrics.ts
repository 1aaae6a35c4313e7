import type { BackendEntry } from './backendEntry';
import { openPromQlServer } from './promQlServer';
import { promQlSeriesMax, rangePointsMax } from './promQlSeries';

export const victoriaMetrics: BackendEntry<'victoriaMetrics'> = {
  traits: (settings) => ({
    simulated: false,
    ownTime: false,
    durable: true,
    settleMs: settings.settle,
    seriesMax: promQlSeriesMax,
    bucketsMax: rangePointsMax,
  }),
  open: (settings, context) => openPromQlServer(settings, { nocache: '1', latency_offset: `${settings.settle}ms` }, context),
};
