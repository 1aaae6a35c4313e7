import type { ReactNode } from 'react';
import type { Table } from '../../contract/frames';
import { tableAge } from '../frames/useTables';
import { useText } from '../i18n/useText';
import { useRoomTick } from '../state/useRoomTick';
import { roomRate } from '../state/windowConsole';
import { DataAgeChip } from './DataAgeChip';

/** The age of a table's numbers, and how many of its sources reported where that is not all of them. */
export function TableAgeChip({ table }: { table: Table | null }): ReactNode {
  const text = useText();
  const roomAt = useRoomTick(1_000);
  const reporting = table?.status.reporting ?? null;
  return (
    <>
      {reporting !== null && reporting.count < reporting.expected && (
        <span className="num reporting-part">{text('age.reporting', { ...reporting })}</span>
      )}
      <DataAgeChip age={tableAge(table, roomAt, roomRate())} sampleAt={table?.status.sampleAt ?? null} beat={beatOf(table)} />
    </>
  );
}

/** The heartbeat steps when the rows have moved on. */
function beatOf(table: Table | null): number {
  return table === null ? 0 : Math.round(table.to / 1_000);
}
