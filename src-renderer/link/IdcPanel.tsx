import { useMemo, type ReactNode } from 'react';
import { placeIdOf } from '../../contract/coreLink';
import type { Table, TableQuery } from '../../contract/frames';
import { useTables } from '../frames/useTables';
import { otherLanguage, textOf } from '../i18n/text';
import { useLanguage, useText } from '../i18n/useText';
import { useRoomRange } from '../state/roomRange';
import { roomNow } from '../state/windowConsole';
import { formatCount, formatMs, formatShare } from '../ui/format';
import { Panel } from '../ui/Panel';
import { TableAgeChip } from '../ui/TableAgeChip';
import { dragOut } from './dragOut';
import { lookOfSubject } from './lookOfSubject';
import { openLink } from './linkActions';
import { stepFocus } from '../incidents/stepFocus';
import { sliceOfSubject, subjectOf, wholeIdOf } from './subject';
import { idcName } from './subjectName';
import type { SubjectPartProps } from './subjectParts';

const spanMs = 60_000;
const idcsMax = 16;

/** Whether it is everywhere or in one IDC: calls, their failures and latency, one row a place; a row opens that place. */
export function IdcPanel({ workspace, subject, around }: SubjectPartProps): ReactNode {
  const text = useText();
  const language = useLanguage();
  const { at } = useRoomRange();
  const isCut = subject.idc === null && (workspace.coreLink?.cuts.includes('idc') ?? false);
  const queries = useMemo<readonly TableQuery[]>(() => {
    if (!isCut) return none;
    const measures = workspace.coreLink?.measures[subject.kind === 'node' ? 'node' : 'caller'];
    return (['requests', 'failures', 'latencyP99'] as const).flatMap((measure) => {
      const metricId = measures?.[measure];
      if (metricId === undefined) return [];
      return {
        tableId: `link:idc:${measure}:${subject.target}`.slice(0, 128),
        metricId,
        traffic: workspace.metrics[metricId]?.traffic ?? 'real',
        slice: sliceOfSubject(subject),
        by: ['idc'],
        at,
        spanMs,
        rowsMax: idcsMax,
      };
    });
  }, [isCut, workspace, subject, at]);
  const tables = useTables(queries);
  if (queries.length === 0) return null;
  const of = (measure: string): Table | null =>
    tables[queries.findIndex(({ tableId }) => tableId.startsWith(`link:idc:${measure}:`))] ?? null;
  const [requests, failures, latency] = [of('requests'), of('failures'), of('latencyP99')];
  const idcs = [...new Set([requests, failures, latency].flatMap((table) => table?.keys.map(([idc = '']) => idc) ?? []))].sort();
  if (requests !== null && idcs.length === 0 && requests.status.phase !== 'loading') return null;
  return (
    <Panel
      className="idc-panel"
      title={text('link.byIdc')}
      second={<span className="english-second">{textOf(otherLanguage(language))('link.byIdc')}</span>}
      side={<TableAgeChip table={requests} />}
    >
      {idcs.length === 0 ? (
        <p className="faint subject-none">{text('link.reading')}</p>
      ) : (
        <ul className="idc-rows" data-drops-whole="" onKeyDown={(event) => stepFocus(event, 'button')}>
          <li className="idc-row idc-head faint" aria-hidden="true">
            <span />
            <span>{text('link.perSecond')}</span>
            <span>{text('link.failed')}</span>
            <span>TP99</span>
          </li>
          {idcs.map((idc) => (
            <li key={idc}>
              <button
                type="button"
                className="idc-row"
                data-idc={idc}
                onClick={() => openLink(placeIdOf(wholeIdOf(subject), idc))}
                {...dragOut(idcName(workspace, around.coreLink, idc, language), () =>
                  lookOfSubject(around, subjectOf(placeIdOf(wholeIdOf(subject), idc)), roomNow()),
                )}
              >
                <span className="idc-name">{idcName(workspace, around.coreLink, idc, language)}</span>
                <span className="num">{formatCount(nowOf(requests, idc), language)}</span>
                <span className="num">{formatShare(shareOf(failures, requests, idc))}</span>
                <span className="num">{formatMs(nowOf(latency, idc))}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function nowOf(table: Table | null, idc: string): number | null {
  const value = table?.now[table.keys.findIndex(([each]) => each === idc)];
  return value === undefined || Number.isNaN(value) ? null : value;
}

function shareOf(part: Table | null, whole: Table | null, idc: string): number | null {
  const [a, b] = [nowOf(part, idc), nowOf(whole, idc)];
  return a === null || b === null || b === 0 ? null : a / b;
}

const none: readonly TableQuery[] = [];
