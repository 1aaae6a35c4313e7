import type { ReactNode } from 'react';
import type { GraphFrame } from '../../../contract/coreLink';
import { useRoomRange } from '../../state/roomRange';
import { dataAge } from '../../state/dataAge';
import { useRoomTick } from '../../state/useRoomTick';
import { roomRate } from '../../state/windowConsole';
import { DataAgeChip } from '../../ui/DataAgeChip';
import { ReportingChip } from '../../ui/ReportingChip';

/** How old what the graph says is, and who did not report. A moment of the past has no age. */
export function GraphAgeChip({ frame }: { frame: GraphFrame | null }): ReactNode {
  const roomAt = useRoomTick(1_000);
  const { at } = useRoomRange();
  const sampleAt = frame === null || frame.status.phase === 'loading' ? null : frame.to;
  const age = dataAge({ sampleAt, intervalMs: frame?.status.intervalMs ?? 1_000, roomAt: at ?? roomAt, rate: roomRate() });
  return (
    <span className="graph-age">
      {frame !== null && frame.status.reporting !== null && <ReportingChip reporting={frame.status.reporting} />}
      <DataAgeChip age={age} sampleAt={sampleAt} />
    </span>
  );
}
