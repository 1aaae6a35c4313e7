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

/** The list of alerts and changes in one line while incidents need its room: how many, and the most pressing that is no incident. */
export function EventStrip({ workspace }: { workspace: WorkspaceView }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const events = recentEvents(useConsole(selectEvents), useRoomTick(1_000)).filter((event) => incidentOf(event) === null);
  // What fires and nobody has seen, else the newest.
  const [first] = events;
  if (first === undefined) return null;
  return (
    <button type="button" className="panel event-strip" title={text('events.title')} onClick={() => openEvents(events)}>
      <EventGlyph kind={first.kind} severity={first.severity} quiet={isQuiet(first)} size={18} />
      <span className="event-strip-words" data-drops-whole="">
        <span>{first.title[language]}</span>
        <span className="num soft">{formatClock(first.at, workspace.timeZone)}</span>
      </span>
      <span className="num faint">{text('events.count', { count: events.length })}</span>
      <ToolGlyph tool="chevron" />
    </button>
  );
}
