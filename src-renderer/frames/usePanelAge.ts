import { useState } from 'react';
import type { LineStatus } from '../../contract/frames';
import { dataAge, type DataAge } from '../state/dataAge';
import { useRoomTick } from '../state/useRoomTick';
import { roomRate } from '../state/windowConsole';
import type { PanelBuffer } from './panelBuffer';
import { windowFrames } from './windowFrames';

/** What an age chip needs of a panel on show, once a second; `status` is null while nothing is known. */
export interface PanelAge extends DataAge {
  readonly status: LineStatus | null;
}

/** The age of the panel's line (today's, as a rule line 0). Counts on while no frames come. */
export function usePanelAge(panelId: string, line = 0): PanelAge {
  const [frames] = useState(windowFrames);
  const roomAt = useRoomTick(1_000);
  return panelAge(frames.bufferOf(panelId), line, roomAt, roomRate());
}

export function panelAge(buffer: PanelBuffer | undefined, line: number, roomAt: number, rate: number): PanelAge {
  const status = buffer?.lines[line];
  if (status === undefined) return { phase: 'loading', ageMs: null, status: null };
  return { ...dataAge({ sampleAt: status.sampleAt, intervalMs: status.intervalMs, roomAt, rate }), status };
}
