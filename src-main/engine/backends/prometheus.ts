import type { BackendEntry } from './backendEntry';
import { promQlTime } from './promQlTime';
import { prometheusVersion } from './promQlVersion';
import { openPromQlServer } from './promQlServer';
import { promQlSeriesMax, rangePointsMax } from './promQlSeries';

export const prometheus: BackendEntry<'prometheus'> = {
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
        extraForm: () => ({}),
        time: promQlTime,
        version: async (client, signal) => prometheusVersion(await client.page('api/v1/status/buildinfo', signal)),
      },
      context,
    ),
};
