import type { ReactNode } from 'react';
import type { Language } from '../../../contract/choices';
import type { Suspect, SuspectChange } from '../../../contract/diagnosis';
import { confidenceText } from '../../diagnosis/confidence';
import { useLanguage, useText } from '../../i18n/useText';
import { formatClock, formatOrders, formatShare, formatSkew } from '../../ui/format';
import { EventGlyph } from '../../ui/glyphs/EventGlyph';
import type { DiagnosisPartProps } from './DiagnosisView';

/** Of more than these a person reads none. */
const changesMax = 2;

/** What it explains, since when, and what was changed there shortly before. */
export function CauseFacts({ workspace, incident, suspect }: DiagnosisPartProps & { readonly suspect: Suspect }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const { explains, since, changes } = suspect;
  const share = formatShare(Math.min(1, explains.share));
  return (
    <ul className="cause-facts num">
      <li>
        {explains.perMinute === null
          ? text('suspect.explains', { share })
          : text('suspect.explainsOrders', { share, orders: formatOrders(Math.abs(explains.perMinute), language) })}
      </li>
      {since !== null && <li>{text('suspect.since', { time: formatClock(since, workspace.timeZone) })}</li>}
      {changes.slice(0, changesMax).map((change) => (
        <ChangeFact key={change.eventId} change={change} beside={since ?? incident.startedAt} />
      ))}
      {changes.length === 0 && <li className="faint">{text('suspect.noChanges')}</li>}
    </ul>
  );
}

/** `◆ pay-router 7.3 发布 · 早 2 分 10 秒 · 就在它上面 0.90` */
function ChangeFact({ change, beside }: { readonly change: SuspectChange; readonly beside: number }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const off = offText(Math.abs(change.at - beside), language);
  return (
    <li className="cause-change" data-change={change.eventId}>
      <EventGlyph kind={change.kind} size={16} label={text(`event.${change.kind}`)} />
      <span>
        <span className="strong">{change.title[language]}</span>{' '}
        {text(change.at <= beside ? 'suspect.change.before' : 'suspect.change.after', { off })} ·{' '}
        {text(`suspect.scope.${change.scope}`)} <span className="soft">{confidenceText(change.fits)}</span>
      </span>
    </li>
  );
}

/** Whole seconds: changes are noted by clocks of their own. */
function offText(ms: number, language: Language): string {
  return ms < 59_500 ? `${Math.round(ms / 1_000)} s` : formatSkew(ms, language);
}
