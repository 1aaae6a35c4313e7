import { useState } from 'react';
import type { ReactNode } from 'react';
import { silenceMsMax } from '../../../contract/alerts';
import type { Refusal } from '../../../contract/result';
import type { SilenceView } from '../../../contract/state';
import { useText } from '../../i18n/useText';
import { useRoomTick } from '../../state/useRoomTick';
import { roomNow, useConsole } from '../../state/windowConsole';
import { formatDuration, formatTimeOfDay } from '../format';
import { matcherText } from './alertWords';
import { RefusalLine } from './RefusalLine';
import { selectMayOperate, selectSilences, selectTimeZone } from './selectAlerts';

/** A few of the newest say who silenced what lately; the rest is the server's to remember. */
const endedMax = 3;
const hourMs = 3_600_000;

/** Who keeps what quiet, why, for how much longer, and the way to end it; of one backend, or of all. */
export function SilenceList({ backendId }: { backendId: string | null }): ReactNode {
  const text = useText();
  const silences = Object.values(useConsole(selectSilences)).filter(
    (silence) => backendId === null || silence.backendId === backendId,
  );
  const inForce = silences.filter(({ state }) => state !== 'expired').sort((a, b) => a.endsAt - b.endsAt);
  const ended = silences
    .filter(({ state }) => state === 'expired')
    .sort((a, b) => b.endsAt - a.endsAt)
    .slice(0, endedMax);
  return (
    <section className="silence-list">
      <h3>{text('silence.listTitle')}</h3>
      {inForce.length === 0 && <p className="faint">{text('silence.listNone')}</p>}
      <ul>
        {[...inForce, ...ended].map((silence) => (
          <SilenceRow key={`${silence.backendId} ${silence.id}`} silence={silence} named={backendId === null} />
        ))}
      </ul>
    </section>
  );
}

/** `named`: rows of several backends stand together. */
function SilenceRow({ silence, named }: { silence: SilenceView; named: boolean }): ReactNode {
  const text = useText();
  const timeZone = useConsole(selectTimeZone);
  const mayOperate = useConsole(selectMayOperate);
  const roomAt = useRoomTick(1_000);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { backendId, id, state, matchers, startsAt, endsAt, createdBy, comment } = silence;
  const end = async (): Promise<void> => {
    const answer = await window.highnoon.ask('silence.expire', { backendId, silenceId: id });
    setRefusal(answer.ok ? null : answer.refusal);
  };
  const extend = async (): Promise<void> => {
    const longer = Math.min(endsAt + hourMs, Math.round(roomNow()) + silenceMsMax);
    const answer = await window.highnoon.ask('silence.put', {
      ...{ backendId, id, startsAt, comment },
      matchers: [...matchers],
      endsAt: longer,
    });
    setRefusal(answer.ok ? null : answer.refusal);
  };
  return (
    <li className={`silence-row ${state}`}>
      <p className="silence-matchers">{matchers.map(matcherText).join(' ')}</p>
      <p className="soft">
        {text('silence.by', { name: createdBy, comment })}
        {named && <span className="faint"> · {backendId}</span>}
      </p>
      <div className="silence-foot">
        <span className="num">
          {state === 'active' && text('silence.left', { age: formatDuration(endsAt - roomAt) })}
          {state === 'pending' && text('silence.begins', { age: formatDuration(startsAt - roomAt) })}
          {state === 'expired' && text('silence.ended', { time: formatTimeOfDay(endsAt, timeZone) })}
        </span>
        {state !== 'expired' && (
          <>
            <button type="button" className="button" disabled={!mayOperate} onClick={() => void extend()}>
              {text('silence.extend')}
            </button>
            <button type="button" className="button" disabled={!mayOperate} onClick={() => void end()}>
              {text('silence.end')}
            </button>
          </>
        )}
      </div>
      <RefusalLine refusal={refusal} />
    </li>
  );
}
