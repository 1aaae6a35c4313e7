import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { RoomEvent } from '../../../contract/state';
import { useLanguage, useText } from '../../i18n/useText';
import { useConsole } from '../../state/windowConsole';
import { formatClock } from '../format';
import { EventGlyph } from '../glyphs/EventGlyph';
import { isQuiet } from './alertGravity';
import { AlertFacts } from './AlertFacts';
import { closeSheet, openedSheet } from './openEvents';
import { selectEvents, selectTimeZone } from './selectAlerts';
import { SheetDialog } from './SheetDialog';
import { SilenceForm } from './SilenceForm';
import { SilenceList } from './SilenceList';

/** What one row or one glyph stands for: an event alone, or all that were folded; alerts can be acknowledged and silenced here. */
export function EventSheet(): ReactNode {
  const { opened } = useStore(openedSheet);
  const known = useConsole(selectEvents);
  if (opened === null) return null;
  if (opened.show === 'silences') return <SilencesSheet />;
  const { ids } = opened;
  // Events that left the shared state while the sheet was open leave it too.
  const events = ids.flatMap((id) => known[id] ?? []);
  const first = events[0];
  return first === undefined ? <Gone /> : <Sheet key={ids.join(' ')} events={events} first={first} />;
}

/** Nothing is left to show: a sheet may not open by itself when something of it comes back. */
function Gone(): ReactNode {
  useEffect(closeSheet, []);
  return null;
}

function Sheet({ events, first }: { events: readonly RoomEvent[]; first: RoomEvent }): ReactNode {
  const text = useText();
  const [pickedId, setPickedId] = useState(first.id);
  const event = events.find(({ id }) => id === pickedId) ?? first;
  return (
    <SheetDialog name={text('alert.sheet')} narrow={event.alert === null}>
      {events.length > 1 && <FoldedEvents events={events} picked={event} onPick={setPickedId} />}
      <div className="sheet-columns">
        <div className="sheet-facts">
          <AlertFacts key={event.id} event={event} />
          {event.alert !== null && <SilenceList backendId={event.backendId} />}
        </div>
        {event.alert !== null && <SilenceForm key={event.id} event={event} />}
      </div>
    </SheetDialog>
  );
}

function SilencesSheet(): ReactNode {
  const text = useText();
  return (
    <SheetDialog name={text('silence.listTitle')} narrow>
      <SilenceList backendId={null} />
    </SheetDialog>
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
