import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { RoomEvent } from '../../../contract/state';
import { useLanguage, useText } from '../../i18n/useText';
import { useConsole } from '../../state/windowConsole';
import { formatClock } from '../format';
import { EventGlyph } from '../glyphs/EventGlyph';
import { ToolGlyph } from '../glyphs/ToolGlyph';
import { isQuiet } from './alertGravity';
import { AlertFacts } from './AlertFacts';
import { closeEvents, openedEvents } from './openEvents';
import { selectEvents, selectTimeZone } from './selectAlerts';
import { SilenceForm } from './SilenceForm';
import { SilenceList } from './SilenceList';
import './alerts.css';

/** What one row or one glyph stands for: an event alone, or all that were folded; alerts can be acknowledged and silenced here. */
export function EventSheet(): ReactNode {
  const ids = useStore(openedEvents).ids;
  const known = useConsole(selectEvents);
  if (ids === null) return null;
  // Events that left the shared state while the sheet was open leave it too.
  const events = ids.flatMap((id) => known[id] ?? []);
  const first = events[0];
  return first === undefined ? <Gone /> : <Sheet key={ids.join(' ')} events={events} first={first} />;
}

/** Nothing is left to show: a sheet may not open by itself when something of it comes back. */
function Gone(): ReactNode {
  useEffect(closeEvents, []);
  return null;
}

function Sheet({ events, first }: { events: readonly RoomEvent[]; first: RoomEvent }): ReactNode {
  const text = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  const [pickedId, setPickedId] = useState(first.id);
  const event = events.find(({ id }) => id === pickedId) ?? first;
  useEffect(() => {
    // Modal: Escape closes it and Tab stays inside, both by the browser itself.
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`event-sheet${event.alert === null ? ' narrow' : ''}`}
      aria-label={text('alert.sheet')}
      onClose={closeEvents}
      // The window's own keys rest while the sheet is open.
      onKeyDown={(key) => key.stopPropagation()}
    >
      <button type="button" className="sheet-close" aria-label={text('tools.close')} onClick={() => dialog.current?.close()}>
        <ToolGlyph tool="close" />
      </button>
      {events.length > 1 && <FoldedEvents events={events} picked={event} onPick={setPickedId} />}
      <div className="sheet-columns">
        <div className="sheet-facts">
          <AlertFacts key={event.id} event={event} />
          {event.alert !== null && <SilenceList backendId={event.backendId} />}
        </div>
        {event.alert !== null && <SilenceForm key={event.id} event={event} />}
      </div>
    </dialog>
  );
}

function FoldedEvents({
  events,
  picked,
  onPick,
}: {
  events: readonly RoomEvent[];
  picked: RoomEvent;
  onPick: (id: string) => void;
}): ReactNode {
  const text = useText();
  const language = useLanguage();
  const timeZone = useConsole(selectTimeZone);
  return (
    <nav className="sheet-folded" aria-label={text('alert.folded', { count: events.length })}>
      <p className="soft">{text('alert.folded', { count: events.length })}</p>
      <ul>
        {events.map((event) => (
          <li key={event.id}>
            <button type="button" className="folded-event" aria-current={event === picked} onClick={() => onPick(event.id)}>
              <EventGlyph kind={event.kind} severity={event.severity} quiet={isQuiet(event)} size={16} />
              <span className="num">{formatClock(event.at, timeZone)}</span>
              <span className="folded-title">{event.title[language]}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
