import type { ReactNode } from 'react';
import { otherLanguage, textOf } from '../i18n/text';
import { useLanguage, useText } from '../i18n/useText';
import { stepFocus } from '../incidents/stepFocus';
import { useRoomRange } from '../state/roomRange';
import { useRoomTick } from '../state/useRoomTick';
import { useConsole } from '../state/windowConsole';
import { isQuiet } from '../ui/alerts/alertGravity';
import { openEvents } from '../ui/alerts/openEvents';
import { selectEvents } from '../ui/alerts/selectAlerts';
import { formatClock, formatDuration } from '../ui/format';
import { EventGlyph } from '../ui/glyphs/EventGlyph';
import { Panel } from '../ui/Panel';
import { subjectEvents } from './subjectEvents';
import type { SubjectPartProps } from './subjectParts';
import { useTroubleSince } from './useTroubleSince';

const rowsMax = 20;
/** Further from the trouble than this, the distance says nothing. */
const nearMs = 3_600_000;

/** What was changed, what alarms and what was rehearsed at its ends, newest first, and how long before or after the trouble began. */
export function SubjectEventsPanel({ workspace, subject, around }: SubjectPartProps): ReactNode {
  const text = useText();
  const language = useLanguage();
  const { at } = useRoomRange();
  const roomAt = useRoomTick(5_000);
  const since = useTroubleSince(subject, around);
  const events = subjectEvents(useConsole(selectEvents), subject, at ?? roomAt).slice(0, rowsMax);
  return (
    <Panel
      className="subject-events-panel"
      title={text('link.events')}
      second={<span className="english-second">{textOf(otherLanguage(language))('link.events')}</span>}
    >
      {events.length === 0 ? (
        <p className="faint subject-none">{text('link.noEvents')}</p>
      ) : (
        <ol className="subject-event-rows" onKeyDown={(event) => stepFocus(event, 'button')}>
          {events.map((event) => (
            <li key={event.id}>
              <button type="button" className="subject-event-row" data-event={event.kind} onClick={() => openEvents([event])}>
                <EventGlyph kind={event.kind} severity={event.severity} quiet={isQuiet(event)} size={16} />
                <span className="num faint">{formatClock(event.at, workspace.timeZone)}</span>
                <span className="subject-event-title">{event.title[language]}</span>
                <span className="num soft">{offText(event.at)}</span>
              </button>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );

  function offText(eventAt: number): string {
    if (since === null || Math.abs(eventAt - since) > nearMs) return '';
    const off = eventAt - since;
    const size = Math.abs(off) < 60_000 ? `${Math.round(Math.abs(off) / 1_000)} s` : formatDuration(Math.abs(off));
    return text(off < 0 ? 'link.earlier' : 'link.later', { off: size });
  }
}
