import type { ReactNode } from 'react';
import type { RoomEvent, WorkspaceView } from '../../../contract/state';
import { otherLanguage, textOf } from '../../i18n/text';
import { useLanguage, useText } from '../../i18n/useText';
import { useConsole } from '../../state/windowConsole';
import { useRoomTick } from '../../state/useRoomTick';
import { isQuiet, wantsAttention } from '../../ui/alerts/alertGravity';
import { alertWords, natureWords } from '../../ui/alerts/alertWords';
import { openEvents, openSilences } from '../../ui/alerts/openEvents';
import { selectEvents, selectSilences } from '../../ui/alerts/selectAlerts';
import { formatAge, formatClock, formatDuration } from '../../ui/format';
import { EventGlyph } from '../../ui/glyphs/EventGlyph';
import { Panel } from '../../ui/Panel';
import { eventsOffer } from './panelOffers';
import { recentEvents } from './recentEvents';

/** More rows than any screen shows; those that do not fit whole are not drawn at all. */
const rowsMax = 24;

/** What alarms, and what changed lately: releases, settings, certificate reloads, actions; the first thing to look at when orders fall. */
export function EventsPanel({ workspace }: { workspace: WorkspaceView }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const records = useConsole(selectEvents);
  const roomAt = useRoomTick(1_000);
  const events = recentEvents(records, roomAt);
  return (
    <Panel
      className="events-panel"
      title={text('events.title')}
      second={<span className="english-second">{textOf(otherLanguage(language))('events.title')}</span>}
      side={
        <>
          <SilencesButton />
          {events.length > 0 && <span className="num">{text('events.count', { count: events.length })}</span>}
        </>
      }
      offer={eventsOffer(text('events.title'), workspace, events)}
    >
      {events.length === 0 ? (
        <div className="empty">
          <p className="strong">{text('events.none')}</p>
          <p className="faint">{text('events.noneNote')}</p>
        </div>
      ) : (
        <ol className="event-rows" data-drops-whole="">
          {events.slice(0, rowsMax).map((event) => (
            <EventRow key={event.id} event={event} roomAt={roomAt} timeZone={workspace.timeZone} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

/** What is kept quiet is said where it would otherwise stand; absent while nothing is. */
function SilencesButton(): ReactNode {
  const text = useText();
  const count = Object.values(useConsole(selectSilences)).filter(({ state }) => state !== 'expired').length;
  if (count === 0) return null;
  return (
    <button type="button" className="silences-open num" onClick={openSilences}>
      {text('silence.count', { count })}
    </button>
  );
}

function EventRow({ event, roomAt, timeZone }: { event: RoomEvent; roomAt: number; timeZone: string }): ReactNode {
  const text = useText();
  const language = useLanguage();
  return (
    <li className="event-row">
      <button type="button" className="event-open" onClick={() => openEvents([event])}>
        <EventGlyph kind={event.kind} severity={event.severity} quiet={isQuiet(event)} size={18} />
        <span className="event-words">
          <span className="event-title">{event.title[language]}</span>
          <span className="faint">
            <span className="num">{formatClock(event.at, timeZone)}</span> ·{' '}
            <span className={wantsAttention(event) ? 'event-attention' : ''}>{natureWords(event, text)}</span>
            {alertWords(event, text).map((word) => ` · ${word}`)}
            {event.target !== null && <> · {event.target}</>}
            {event.traffic !== 'real' && <> · {text(`traffic.${event.traffic}`)}</>}
          </span>
        </span>
        <span className="num event-ago">{ago(roomAt - event.at)}</span>
      </button>
    </li>
  );

  function ago(ms: number): string {
    const hourMs = 3_600_000;
    return ms < hourMs ? formatDuration(ms) : text('events.ago', { age: formatAge(ms, language) });
  }
}
