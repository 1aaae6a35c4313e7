import type { GraphFrame } from '../../contract/coreLink';
import { dataAge, type DataAge } from '../state/dataAge';
import { useRoomRange } from '../state/roomRange';
import { useRoomTick } from '../state/useRoomTick';
import { roomRate } from '../state/windowConsole';

/** How old the graph's numbers are, once a second; a graph that was never answered has none, and ends at 0. */
export function useGraphAge(frame: GraphFrame | null): DataAge {
  const roomAt = useRoomTick(1_000);
  const { at } = useRoomRange();
  if (frame === null || frame.to === 0) return { phase: 'loading', ageMs: null };
  return dataAge({ sampleAt: frame.to, intervalMs: frame.status.intervalMs, roomAt: at ?? roomAt, rate: roomRate() });
}
