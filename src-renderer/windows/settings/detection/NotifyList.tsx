import { useState, type ReactNode } from 'react';
import type { NotifyChannelView } from '../../../../contract/incidents';
import type { Refusal } from '../../../../contract/result';
import type { SharedState } from '../../../../contract/state';
import { useLanguage, useText } from '../../../i18n/useText';
import { useConsole } from '../../../state/windowConsole';
import { RefusalLine } from '../../../ui/alerts/RefusalLine';
import { formatClock, formatDate } from '../../../ui/format';
import { HealthGlyph } from '../../../ui/glyphs/HealthGlyph';

/** Who outside the room is told, whether that works, and a message that says it is a try. */
export function NotifyList({ timeZone }: { timeZone: string }): ReactNode {
  const text = useText();
  const channels = Object.values(useConsole(selectNotify));
  return (
    <section className="panel">
      <h2>{text('notify.title')}</h2>
      {channels.length === 0 ? (
        <p className="faint">{text('notify.none')}</p>
      ) : (
        <ul className="notify-rows">
          {channels.map((channel) => (
            <Channel key={channel.id} channel={channel} timeZone={timeZone} />
          ))}
        </ul>
      )}
    </section>
  );
}

const healths = { ready: 'ok', waiting: 'unknown', failing: 'broken' } as const satisfies Record<
  NotifyChannelView['phase'],
  string
>;

function Channel({ channel, timeZone }: { channel: NotifyChannelView; timeZone: string }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isTried, setTried] = useState(false);
  const { id, kind, name, phase, sentAt, reason } = channel;
  const attempt = async (): Promise<void> => {
    const answer = await window.highnoon.ask('notify.try', { channelId: id });
    setRefusal(answer.ok ? null : answer.refusal);
    setTried(answer.ok);
  };
  return (
    <li className="notify-row" data-channel={id}>
      <HealthGlyph health={healths[phase]} size={18} />
      <span className="notify-words">
        <span className="strong">{name[language]}</span>{' '}
        <span className="faint">
          {text(`notify.kind.${kind}`)} · {text(`notify.phase.${phase}`)}
        </span>
        {reason !== null && <span className="notify-reason">{reason}</span>}
        {isTried && <span className="soft notify-reason">{text('notify.tried')}</span>}
        <RefusalLine refusal={refusal} />
      </span>
      <span className="num faint">
        {sentAt === null
          ? text('notify.never')
          : `${text('notify.sentAt')} ${formatDate(sentAt, timeZone).slice(5)} ${formatClock(sentAt, timeZone)}`}
      </span>
      <button type="button" className="button" onClick={() => void attempt()}>
        {text('notify.try')}
      </button>
    </li>
  );
}

function selectNotify(shared: SharedState): SharedState['notify'] {
  return shared.notify;
}
