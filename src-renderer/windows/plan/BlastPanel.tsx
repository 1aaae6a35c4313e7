import type { ReactNode } from 'react';
import type { Blast } from '../../../contract/protection';
import { otherLanguage, textOf } from '../../i18n/text';
import { useLanguage, useText } from '../../i18n/useText';
import { metricNameOf, sliceNameOf } from '../../incidents/seriesName';
import { placeName } from '../../protection/placeName';
import { selectCoreLink } from '../../protection/selectProtection';
import { dimensionName, valueName } from '../../slices/sliceName';
import { useConsole } from '../../state/windowConsole';
import { formatCount, formatShare, formatTimeOfDay } from '../../ui/format';
import { Panel } from '../../ui/Panel';
import type { PlanPartProps } from './PlanWindow';

/** Whose orders it touches, from live traffic: size, not alarm, so the bars are neutral. */
export function BlastPanel({ subject, workspace }: PlanPartProps): ReactNode {
  const text = useText();
  const language = useLanguage();
  const coreLink = useConsole(selectCoreLink);
  const { sheet, execution } = subject;
  const blast = sheet?.blast ?? null;
  const perMinute = blast?.perMinute ?? execution?.perMinute ?? null;
  const relieved = sheet?.relieves ?? [];
  return (
    <Panel
      className="blast-panel"
      title={text('blast.title')}
      second={<span className="english-second">{textOf(otherLanguage(language))('blast.title')}</span>}
      side={
        <span className="blast-size num" data-per-minute={perMinute ?? ''}>
          <span className="blast-number">{perMinute === null ? text('blast.unmeasured') : formatCount(perMinute, language)}</span>
          {perMinute !== null && <span className="soft"> {text('blast.unit')}</span>}
        </span>
      }
    >
      <p className="blast-why soft">{whyText()}</p>
      {blast !== null && <BlastBars blast={blast} workspace={workspace} />}
      {relieved.length > 0 && (
        <p className="blast-relieves">
          <span className="faint">{text('blast.relieves')}</span>{' '}
          {relieved.map((target) => placeName(workspace, coreLink, target, language)).join(text('list.comma'))}
        </p>
      )}
    </Panel>
  );

  function whyText(): string {
    if (blast === null) return text(sheet?.phase === 'reading' ? 'blast.reading' : 'blast.noneNow');
    if (blast.perMinute === null) return text('blast.unmeasuredWhy');
    if (blast.metricId === null) return text('blast.nobody');
    const cut = sliceNameOf(workspace, blast.slice, language);
    const metric = metricNameOf(workspace, blast.metricId, language);
    return [
      text('blast.from', {
        time: blast.at === null ? '—' : formatTimeOfDay(blast.at, workspace.timeZone),
        what: [metric, cut].filter((each) => each !== '').join(' · '),
      }),
      ...(blast.share === null ? [] : [text('blast.share', { share: formatShare(blast.share), metric })]),
    ].join(text('list.comma'));
  }
}

function BlastBars({ blast, workspace }: { readonly blast: Blast; readonly workspace: PlanPartProps['workspace'] }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const largest = Math.max(1, ...blast.by.flatMap(({ rows }) => rows.map(({ perMinute }) => perMinute)));
  return (
    <div className="blast-bars">
      {blast.by.map(({ dimension, rows }) => (
        <ul key={dimension} className="blast-dimension" aria-label={dimensionName(workspace, dimension)[language]}>
          {rows.map(({ value, count, perMinute }) => (
            <li key={value ?? ''} className="blast-row" data-value={value ?? ''}>
              <span className="blast-name">
                {value === null ? text('blast.rest', { count }) : valueName(workspace, dimension, value)[language]}
              </span>
              <span className="blast-bar" aria-hidden="true">
                <i style={{ width: `${(100 * perMinute) / largest}%` }} />
              </span>
              <span className="num strong end">{formatCount(perMinute, language)}</span>
            </li>
          ))}
        </ul>
      ))}
    </div>
  );
}
