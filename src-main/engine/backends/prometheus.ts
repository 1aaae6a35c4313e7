import type { BackendEntry } from './backendEntry';
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
  open: (settings, context) => openPromQlServer(settings, {}, context),
};
