import { useMemo, type ReactNode } from 'react';
import type { Table, TableQuery } from '../../contract/frames';
import { useTable } from '../frames/useTables';
import { otherLanguage, textOf } from '../i18n/text';
import { useLanguage, useText } from '../i18n/useText';
import { valueName } from '../slices/sliceName';
import { useRoomRange } from '../state/roomRange';
import { formatShare } from '../ui/format';
import { Panel } from '../ui/Panel';
import { TableAgeChip } from '../ui/TableAgeChip';
import { healthOfScore } from './healthOfScore';
import { sliceOfSubject } from './subject';
import type { LinkPartProps } from './subjectParts';

const spanMs = 60_000;
const kindsMax = 8;

/** How the failed calls failed, most first: a handshake that never ends asks for another hand than a refusal. */
export function KindsPanel({ workspace, subject, around }: LinkPartProps): ReactNode {
  const text = useText();
  const language = useLanguage();
  const { at } = useRoomRange();
  const kinds = workspace.coreLink?.failureKinds ?? null;
  const query = useMemo<TableQuery | null>(
    () =>
      kinds === null
        ? null
        : {
            tableId: `link:kinds:${subject.target}`.slice(0, 128),
            metricId: kinds.metricId,
            traffic: workspace.metrics[kinds.metricId]?.traffic ?? 'real',
            slice: sliceOfSubject(subject),
            by: [kinds.dimension],
            at,
            spanMs,
            rowsMax: kindsMax,
          },
    [kinds, workspace, subject, at],
  );
  const table = useTable(query);
  if (kinds === null) return null;
  const rows = kindRows(table);
  const failed = around.graph?.link(subject.target)?.failures ?? null;
  return (
    <Panel
      className={`kinds-panel ${healthOfScore(around.graph?.link(subject.target)?.score)}`}
      title={text('link.kinds')}
      second={
        failed === null ? (
          <span className="english-second">{textOf(otherLanguage(language))('link.kinds')}</span>
        ) : (
          text('link.failedShare', { share: formatShare(failed) })
        )
      }
      side={<TableAgeChip table={table} />}
    >
      {rows.length === 0 ? (
        <p className="faint subject-none">
          {table?.status.phase === 'failed'
            ? (table.status.reason ?? text('link.reading'))
            : text(table?.status.phase === 'live' ? 'link.noFailures' : 'link.reading')}
        </p>
      ) : (
        <ul className="kind-rows" data-drops-whole="">
          {rows.map(({ kind, share }) => (
            <li key={kind} className="kind-row" data-kind={kind}>
              <span className="kind-name">
                {isUsual(kind) ? text(`kind.${kind}`) : valueName(workspace, kinds.dimension, kind)[language]}
              </span>
              <span className="kind-bar">
                <i style={{ width: `${(100 * share).toFixed(1)}%` }} />
              </span>
              <span className="num kind-share">{formatShare(share)}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** Shares of all failures, 0–1, largest first; nothing where nothing fails. */
function kindRows(table: Table | null): readonly { readonly kind: string; readonly share: number }[] {
  if (table === null) return [];
  const rates = table.keys.map(([kind = ''], i) => ({ kind, rate: table.now[i] ?? Number.NaN })).filter(({ rate }) => rate > 0);
  const total = rates.reduce((sum, { rate }) => sum + rate, 0);
  return rates.sort((a, b) => b.rate - a.rate).map(({ kind, rate }) => ({ kind, share: rate / total }));
}

/** How most systems name these; any other kind stands as its backend has it. */
const usualKinds = ['refused', 'timeout', 'error'] as const;

function isUsual(kind: string): kind is (typeof usualKinds)[number] {
  return usualKinds.some((each) => each === kind);
}
