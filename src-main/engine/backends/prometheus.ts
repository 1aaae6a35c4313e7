import type { BackendEntry } from './backendEntry';
import { openPromQlServer } from './promQlServer';
import { rangePointsMax } from './promQlSeries';

export const prometheus: BackendEntry<'prometheus'> = {
  traits: (settings) => ({
    simulated: false,
    ownTime: false,
    durable: true,
    settleMs: settings.settle,
    seriesMax: 64,
    bucketsMax: rangePointsMax,
  }),
  open: (settings, context) => openPromQlServer(settings, {}, context),
};
