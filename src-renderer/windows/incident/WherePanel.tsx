import { useState, type ReactNode } from 'react';
import type { DimensionFinding } from '../../../contract/diagnosis';
import type { WorkspaceView } from '../../../contract/state';
import { confidenceText } from '../../diagnosis/confidence';
import { whereRows, whereScale, type WhereRow } from '../../diagnosis/whereRows';
import type { Text } from '../../i18n/text';
import { otherLanguage, textOf } from '../../i18n/text';
import { useLanguage, useText } from '../../i18n/useText';
import { metricNameOf, sliceNameOf } from '../../incidents/seriesName';
import { openDrill } from '../../ui/actions';
import { formatCount, formatShare } from '../../ui/format';
import { Panel } from '../../ui/Panel';
import type { DiagnosisPartProps } from './DiagnosisView';

const partsMax = 4;

/** Which combinations of dimensions the change is in: bars from zero to the whole change, one measure at a time. */
export function WherePanel({ workspace, incident, diagnosis }: DiagnosisPartProps): ReactNode {
  const text = useText();
  const language = useLanguage();
  const [picked, setPicked] = useState(0);
  const findings = diagnosis?.dimensions ?? [];
  const finding = findings[picked] ?? findings[0];
  return (
    <Panel
      className="where-cut-panel"
      title={text('cutBy.title')}
      second={
        finding === undefined ? (
          <span className="english-second">{textOf(otherLanguage(language))('cutBy.title')}</span>
        ) : (
          text(finding.comparedWith === 'days' ? 'cutBy.comparedDays' : 'cutBy.comparedBefore')
        )
      }
      side={finding !== undefined && text(finding.measure === 'orders' ? 'cutBy.orders' : 'cutBy.points')}
    >
      {findings.length > 1 && (
        <div className="where-measures" role="group" aria-label={text('cutBy.title')} data-drops-whole="">
          {findings.map((each, i) => (
            <button
              key={`${each.metricId} ${each.measure} ${each.ofMetricId ?? ''}`}
              type="button"
              className="segment"
              aria-pressed={each === finding}
              onClick={() => setPicked(i)}
            >
              {measureName(each, workspace, text, language)}
            </button>
          ))}
        </div>
      )}
      {finding === undefined ? (
        <p className="faint where-none">{text(incident.phase === 'resolved' ? 'cutBy.noneOver' : 'cutBy.none')}</p>
      ) : (
        <Finding workspace={workspace} finding={finding} />
      )}
    </Panel>
  );
}

function Finding({ workspace, finding }: { readonly workspace: WorkspaceView; readonly finding: DimensionFinding }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const rows = whereRows(finding, partsMax);
  const scale = whereScale(rows);
  const name = ({ kind, slice }: WhereRow): string =>
    slice !== null
      ? sliceNameOf(workspace, slice, language)
      : kind === 'more'
        ? text('cutBy.more', { count: finding.parts.length - partsMax })
        : text(`cutBy.${kind === 'part' ? 'everywhere' : kind}`);
  const share = (value: number): string => `${formatCount(value * 100, language)}`;
  const write = (value: number): string =>
    signedText(value, finding.measure === 'orders' ? formatCount(value, language) : share(value));
  const { mixShift, rivals, leaves, leavesLeftOut } = finding;
  return (
    <div className="where-cut">
      <ol className="where-cut-rows">
        {rows.map((row, i) => {
          const [low, high] = [Math.min(scale(row.from), scale(row.to)), Math.max(scale(row.from), scale(row.to))];
          return (
            <li key={`${row.kind} ${i}`} className={`where-cut-row ${row.kind}`} data-cut={row.kind}>
              {row.slice === null ? (
                <span className="where-cut-name">{name(row)}</span>
              ) : (
                <button
                  type="button"
                  className="where-cut-name"
                  title={row.confidence === null ? undefined : `${text('cause.confidence')} ${confidenceText(row.confidence)}`}
                  onClick={() => openDrill(finding.metricId, row.slice ?? {})}
                >
                  {name(row)}
                </button>
              )}
              <span className="where-cut-bar">
                <i style={{ left: `${(100 * low).toFixed(1)}%`, width: `${(100 * (high - low)).toFixed(1)}%` }} />
              </span>
              <span className="num where-cut-value">{write(row.value)}</span>
            </li>
          );
        })}
      </ol>
      {mixShift !== null && (
        <p className="where-mix">
          {text(mixShift.kind === 'against' ? 'cutBy.mixAgainst' : 'cutBy.mixMostly', {
            movers: mixShift.movers
              .slice(0, 2)
              .map(({ slice, usualShare, share: now }) =>
                text('cutBy.mover', {
                  slice: sliceNameOf(workspace, slice, language),
                  usual: formatShare(usualShare),
                  now: formatShare(now),
                }),
              )
              .join(text('link.stop')),
          })}
        </p>
      )}
      {rivals.length > 0 && (
        <p className="soft where-note">
          {text('cutBy.rivals', {
            slices: rivals
              .slice(0, 3)
              .map((slice) => sliceNameOf(workspace, slice, language))
              .join(text('link.stop')),
          })}
        </p>
      )}
      <p className="faint num where-note">
        {leavesLeftOut > 0
          ? text('cutBy.leavesLeftOut', { count: formatCount(leaves, language), leftOut: formatCount(leavesLeftOut, language) })
          : text('cutBy.leaves', { count: formatCount(leaves, language) })}
      </p>
    </div>
  );
}

function measureName(
  { metricId, measure, ofMetricId }: DimensionFinding,
  workspace: WorkspaceView,
  text: Text,
  language: 'zh' | 'en',
): string {
  const metric = metricNameOf(workspace, metricId, language);
  return measure === 'orders' || ofMetricId === null
    ? metric
    : text('cutBy.ratio', { metric, of: metricNameOf(workspace, ofMetricId, language) });
}

/** A part of a change is always signed. */
function signedText(value: number, written: string): string {
  return value > 0 ? `+${written}` : written;
}
