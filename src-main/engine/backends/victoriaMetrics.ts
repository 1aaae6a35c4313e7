import type { BackendEntry } from './backendEntry';
import { victoriaVersion } from './promQlVersion';
import { victoriaTime } from './victoriaTime';
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
  open: (settings, context) =>
    openPromQlServer(
      settings,
      {
        // Zero is no duration to it.
        extraForm: (settleMs) => ({ nocache: '1', latency_offset: `${Math.max(1, settleMs)}ms` }),
        time: victoriaTime,
        version: async (client, signal) => victoriaVersion(await client.page('metrics', signal)),
      },
      context,
    ),
};
