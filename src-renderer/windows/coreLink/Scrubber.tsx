import type { ReactNode } from 'react';
import { selectIncidents } from '../../incidents/selectIncidents';
import { useText } from '../../i18n/useText';
import { backToNow, lookAt, useRoomRange } from '../../state/roomRange';
import { useRoomTick } from '../../state/useRoomTick';
import { useConsole } from '../../state/windowConsole';
import { formatClock, formatTimeOfDay } from '../../ui/format';

const dayMs = 24 * 3_600_000;
const stepMs = 60_000;
const hourLabels = 6;

/** The last 24 hours: any moment of them shows the graph as it was, by the same path as now. Marks are where incidents began. */
export function Scrubber({ timeZone }: { timeZone: string }): ReactNode {
  const text = useText();
  const roomAt = useRoomTick(60_000);
  const { at } = useRoomRange();
  const incidents = useConsole(selectIncidents);
  const from = roomAt - dayMs;
  const shareOf = (moment: number): number => Math.min(1, Math.max(0, (moment - from) / dayMs));
  const starts = Object.values(incidents).filter(({ startedAt }) => startedAt > from);
  return (
    <div className="graph-scrubber">
      <div className="scrubber-track">
        <input
          type="range"
          min={0}
          max={dayMs / stepMs}
          value={at === null ? dayMs / stepMs : Math.round((at - from) / stepMs)}
          aria-label={text('coreLink.timeline')}
          aria-valuetext={at === null ? text('coreLink.now') : formatClock(at, timeZone)}
          onChange={(event) =>
            lookAt(Number(event.target.value) === dayMs / stepMs ? null : from + Number(event.target.value) * stepMs)
          }
        />
        {starts.map(({ id, startedAt, grade }) => (
          <i key={id} className={`scrubber-mark ${grade}`} style={{ left: `${shareOf(startedAt) * 100}%` }} aria-hidden="true" />
        ))}
        <div className="scrubber-hours num" aria-hidden="true">
          {Array.from({ length: hourLabels }, (_, i) => (
            <span key={i}>{formatTimeOfDay(from + (i * dayMs) / hourLabels, timeZone)}</span>
          ))}
          <span>{text('coreLink.now')}</span>
        </div>
      </div>
      <button type="button" className="button scrubber-now" disabled={at === null} onClick={backToNow}>
        {text('coreLink.toNow')}
      </button>
    </div>
  );
}
