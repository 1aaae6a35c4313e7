import type { ReactNode } from 'react';
import { usePanelAge } from '../frames/usePanelAge';
import { windowFrames } from '../frames/windowFrames';
import { DataAgeChip } from './DataAgeChip';

/** The age chip of a panel whose samples come as frames; its disc steps with the frames. */
export function PanelAgeChip({ panelId }: { panelId: string }): ReactNode {
  const age = usePanelAge(panelId);
  const beat = windowFrames().bufferOf(panelId)?.version ?? 0;
  return <DataAgeChip age={age} sampleAt={age.status?.sampleAt ?? null} beat={beat} />;
}
