import type { ReactNode } from 'react';
import type { HiddenAlerts, SilencePreview } from '../../../contract/alerts';
import type { Result } from '../../../contract/result';
import { eventSeverities, type RoomEvent } from '../../../contract/state';
import { useLanguage, useText } from '../../i18n/useText';
import { useConsole } from '../../state/windowConsole';
import { formatClock, formatDate } from '../format';
import { EventGlyph } from '../glyphs/EventGlyph';
import { isQuiet } from './alertGravity';
import { matcherText } from './alertWords';
import { RefusalLine } from './RefusalLine';
import { selectTimeZone } from './selectAlerts';

const listedMax = 8;

/** What a silence would hide now and would have hidden before: counted by severity and listed, before anything is done. */
export function HiddenPreview({
  event,
  preview,
  empty,
  waits,
}: {
  /** The alert that the silence is made for. */
  event: RoomEvent;
  preview: Result<SilencePreview> | null;
  /** No matcher is left. */
  empty: boolean;
  /** An answer is to be expected. */
  waits: boolean;
}): ReactNode {
  const text = useText();
  const timeZone = useConsole(selectTimeZone);
  if (empty) return <p className="silence-broad">{text('silence.broad.no-equality')}</p>;
  if (preview === null) return waits ? <p className="faint">{text('silence.previewing')}</p> : null;
  if (!preview.ok) return <RefusalLine refusal={preview.refusal} />;
  const { present, past, pastFrom, tooBroad } = preview.value;
  const otherCritical = present.bySeverity.critical - (event.severity === 'critical' && event.until === null ? 1 : 0);
  const from = pastFrom === null ? text('silence.pastNone') : text('silence.pastFrom', { date: formatDate(pastFrom, timeZone) });
  return (
    <div className="silence-preview">
      {tooBroad !== null && (
        <p className="silence-broad">
          {tooBroad.why === 'no-equality'
            ? text('silence.broad.no-equality')
            : text(`silence.broad.${tooBroad.why}`, { matcher: matcherText(tooBroad.matcher) })}
        </p>
      )}
      {otherCritical > 0 && <p className="silence-critical">{text('silence.criticalToo', { count: otherCritical })}</p>}
      <Hidden title={text('silence.present', { count: present.count })} alerts={present} />
      {past === null ? (
        <p className="soft">{text('silence.pastUnread')}</p>
      ) : (
        <Hidden title={text('silence.past', { count: past.count })} note={from} alerts={past} />
      )}
    </div>
  );
}

function Hidden({ title, note, alerts }: { title: string; note?: string; alerts: HiddenAlerts }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const timeZone = useConsole(selectTimeZone);
  const counted = eventSeverities.filter((severity) => alerts.bySeverity[severity] > 0);
  const shown = alerts.listed.slice(0, listedMax);
  return (
    <section className="silence-hidden">
      <p>
        <span className="strong">{title}</span>
        {note !== undefined && <span className="faint"> · {note}</span>}
      </p>
      {counted.length > 0 && (
        <p className="soft num">
          {counted.map((severity) => `${text(`severity.${severity}`)} ${alerts.bySeverity[severity]}`).join(' · ')}
        </p>
      )}
      <ul>
        {shown.map((alert) => (
          <li key={alert.id}>
            <EventGlyph kind="alarm" severity={alert.severity} quiet={isQuiet(alert)} size={16} />
            <span className="num faint">
              {formatDate(alert.at, timeZone).slice(5)} {formatClock(alert.at, timeZone)}
            </span>
            <span>{alert.title[language]}</span>
          </li>
        ))}
      </ul>
      {alerts.count > shown.length && <p className="faint">{text('silence.more', { count: alerts.count - shown.length })}</p>}
    </section>
  );
}
