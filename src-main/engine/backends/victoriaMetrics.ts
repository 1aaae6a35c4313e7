import { BackendFailure } from './backend';
import type { BackendEntry } from './backendEntry';

export const victoriaMetrics: BackendEntry<'victoriaMetrics'> = {
  traits: () => ({ simulated: false, ownTime: false, durable: true, settleMs: 0, seriesMax: 64, bucketsMax: 10_000 }),
  open: () => {
    throw new BackendFailure('bad-shape', 'This kind of backend is being built.');
  },
};
