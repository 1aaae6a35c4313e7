import type { ReactNode } from 'react';
import type { LineStatus } from '../../contract/frames';
import { usePanelAge } from '../frames/usePanelAge';
import { windowFrames } from '../frames/windowFrames';
import { DataAgeChip } from './DataAgeChip';
import { ReportingChip } from './ReportingChip';

/** The age chip of a panel whose samples come as frames; its disc steps with the frames. Beside it, what did not report. */
export function PanelAgeChip({ panelId }: { panelId: string }): ReactNode {
  const age = usePanelAge(panelId);
  const buffer = windowFrames().bufferOf(panelId);
  return (
    <>
      <ReportingChip reporting={fewestOf(buffer?.lines ?? [])} />
      <DataAgeChip age={age} sampleAt={age.status?.sampleAt ?? null} beat={buffer?.version ?? 0} />
    </>
  );
}

/** A panel is as whole as the least whole of its lines. */
function fewestOf(lines: readonly LineStatus[]): LineStatus['reporting'] {
  let fewest: LineStatus['reporting'] = null;
  for (const { reporting } of lines)
    if (reporting !== null && (fewest === null || reporting.count * fewest.expected < fewest.count * reporting.expected))
      fewest = reporting;
  return fewest;
}
