import { BackendFailure } from './backend';
import type { BackendEntry } from './backendEntry';

export const alertmanager: BackendEntry<'alertmanager'> = {
  traits: () => ({ simulated: false, ownTime: false, durable: false, settleMs: 0, seriesMax: 64, bucketsMax: 10_000 }),
  open: () => {
    throw new BackendFailure('bad-shape', 'This kind of backend is being built.');
  },
};
