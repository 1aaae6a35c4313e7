import type { ReactNode } from 'react';
import type { WorkspaceView } from '../../../contract/state';
import { useLanguage, useText } from '../../i18n/useText';
import { incidentOf } from '../../incidents/incidentEvent';
import { useRoomTick } from '../../state/useRoomTick';
import { useConsole } from '../../state/windowConsole';
import { isQuiet } from '../../ui/alerts/alertGravity';
import { openEvents } from '../../ui/alerts/openEvents';
import { selectEvents } from '../../ui/alerts/selectAlerts';
import { formatClock } from '../../ui/format';
import { EventGlyph } from '../../ui/glyphs/EventGlyph';
import { ToolGlyph } from '../../ui/glyphs/ToolGlyph';
import { recentEvents } from './recentEvents';

/** The list of alerts and changes in one line while incidents need its room: how many, and the newest that is no incident. */
export function EventStrip({ workspace }: { workspace: WorkspaceView }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const events = recentEvents(useConsole(selectEvents), useRoomTick(1_000)).filter((event) => incidentOf(event) === null);
  const newest = events.reduce<(typeof events)[number] | null>(
    (best, each) => (best !== null && best.at >= each.at ? best : each),
    null,
  );
  if (newest === null) return null;
  return (
    <button type="button" className="panel event-strip" title={text('events.title')} onClick={() => openEvents(events)}>
      <EventGlyph kind={newest.kind} severity={newest.severity} quiet={isQuiet(newest)} size={18} />
      <span className="event-strip-words" data-drops-whole="">
        <span>{newest.title[language]}</span>
        <span className="num soft">{formatClock(newest.at, workspace.timeZone)}</span>
      </span>
      <span className="num faint">{text('events.count', { count: events.length })}</span>
      <ToolGlyph tool="chevron" />
    </button>
  );
}
