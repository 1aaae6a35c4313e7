import type { GraphFrame } from '../../contract/coreLink';
import { dataAge, type DataAge } from '../state/dataAge';
import { useRoomTick } from '../state/useRoomTick';
import { roomRate } from '../state/windowConsole';

/** How old the graph's numbers are, once a second. */
export function useGraphAge(frame: GraphFrame | null): DataAge {
  const roomAt = useRoomTick(1_000);
  if (frame === null || frame.status.phase === 'loading') return { phase: 'loading', ageMs: null };
  return dataAge({ sampleAt: frame.to, intervalMs: frame.status.intervalMs, roomAt, rate: roomRate() });
}
