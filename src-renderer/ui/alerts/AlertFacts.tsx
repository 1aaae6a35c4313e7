import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Refusal } from '../../../contract/result';
import type { RoomEvent } from '../../../contract/state';
import { incidentOf } from '../../incidents/incidentEvent';
import { useLanguage, useText } from '../../i18n/useText';
import { useRoomTick } from '../../state/useRoomTick';
import { useConsole } from '../../state/windowConsole';
import { openIncident } from '../actions';
import { formatClock, formatDate, formatDuration } from '../format';
import { EventGlyph } from '../glyphs/EventGlyph';
import { isQuiet } from './alertGravity';
import { alertWords, natureWords } from './alertWords';
import { RefusalLine } from './RefusalLine';
import { selectMayOperate, selectTimeZone } from './selectAlerts';

/** What it is, how grave, since when, whom it touches, and who has seen it. */
export function AlertFacts({ event }: { event: RoomEvent }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const timeZone = useConsole(selectTimeZone);
  const roomAt = useRoomTick(1_000);
  const incidentId = incidentOf(event);
  const when = { date: formatDate(event.at, timeZone).slice(5), time: formatClock(event.at, timeZone) };
  const words = [
    natureWords(event, text),
    ...alertWords(event, text),
    ...(event.traffic === 'real' ? [] : [text(`traffic.${event.traffic}`)]),
  ];
  return (
    <section>
      <h2 className="sheet-title">
        <EventGlyph kind={event.kind} severity={event.severity} quiet={isQuiet(event)} size={20} />
        <span>{event.title[language]}</span>
      </h2>
      <p className="sheet-words">{words.join(' · ')}</p>
      <p className="soft num">
        {event.alert === null
          ? `${when.date} ${when.time}`
          : event.until === null
            ? text('alert.since', { ...when, age: formatDuration(roomAt - event.at) })
            : text('alert.lasted', { ...when, age: formatDuration(event.until - event.at) })}
      </p>
      {incidentId !== null && (
        <button type="button" className="button" onClick={() => openIncident(incidentId)}>
          {text('incident.open')}
        </button>
      )}
      {event.target !== null && <p className="soft">{event.target}</p>}
      {Object.keys(event.labels).length > 0 && (
        <dl className="sheet-labels" aria-label={text('alert.labels')}>
          {Object.entries(event.labels).map(([name, value]) => (
            <div key={name}>
              <dt className="faint">{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {event.alert !== null && event.until === null && <Acknowledge event={event} />}
    </section>
  );
}

function Acknowledge({ event }: { event: RoomEvent }): ReactNode {
  const text = useText();
  const mayOperate = useConsole(selectMayOperate);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const acknowledged = event.alert?.acknowledged ?? null;
  const toggle = async (): Promise<void> => {
    const name = acknowledged === null ? 'alert.acknowledge' : 'alert.unacknowledge';
    const answer = await window.highnoon.ask(name, { eventId: event.id });
    setRefusal(answer.ok ? null : answer.refusal);
  };
  return (
    <div className="sheet-acknowledge">
      <button
        type="button"
        className={acknowledged === null ? 'button action' : 'button'}
        disabled={!mayOperate}
        onClick={() => void toggle()}
      >
        {text(acknowledged === null ? 'alert.acknowledge' : 'alert.unacknowledge')}
      </button>
      <p className="faint">{text('alert.acknowledgeNote')}</p>
      <RefusalLine refusal={refusal} />
    </div>
  );
}
