import type { WorkspaceView } from '../../../contract/state';
import { phrase, type Phrase } from '../../i18n/text';
import type { Language } from '../../../contract/choices';
import { dimensionReading } from '../../slices/dimensionReading';
import { dimensionName } from '../../slices/sliceName';
import { formatChange, formatCount, formatOrders, formatShare } from '../../ui/format';
import type { Health } from '../../ui/health';
import type { DrillRow } from './drillRows';
import { perMinute } from './rankedColumns';

export interface Answer {
  readonly phrase: Phrase;
  readonly health: Health | 'even';
}

/** The table in one sentence: where most of what is missing is missing, or that it is not about this cut. Null without rows. */
export function answerOf(
  workspace: Pick<WorkspaceView, 'dimensions'>,
  by: readonly string[],
  rows: readonly DrillRow[],
  { nameOf, unit, spanMs, language }: { nameOf: (row: DrillRow) => string; unit: string; spanMs: number; language: Language },
): Answer | null {
  if (rows.length === 0) return null;
  const slices = rows.map((row) => ({
    valueId: row.id,
    name: { zh: nameOf(row), en: nameOf(row) },
    now: row.now ?? 0,
    expected: row.expected ?? null,
    bucketMs: spanMs,
  }));
  const reading = dimensionReading(by[0] ?? '', dimensionName(workspace, by[0] ?? ''), slices);
  if (reading === null) return { phrase: phrase('drill.answer.none'), health: 'unknown' };
  const { worst, even, health, gapShare, change } = reading;
  if (even && change < -evenLossFrom) {
    const dimension = by.map((id) => dimensionName(workspace, id)[language]).join(' × ');
    return { phrase: phrase('drill.answer.even', { size: formatShare(-change), dimension }), health: 'even' };
  }
  if (even || health === 'ok' || gapShare === null)
    return { phrase: phrase('drill.answer.ok', { change: formatChange(change) }), health: 'ok' };
  const missing = ((worst.expected ?? 0) - (worst.now ?? 0)) * perMinute(unit);
  const shared = { share: formatShare(gapShare), name: worst.name[language] };
  return {
    health,
    phrase:
      unit === '/s'
        ? phrase('drill.answer.gap', { ...shared, orders: formatOrders(missing, language) })
        : phrase('drill.answer.gapUnit', { ...shared, amount: formatCount(missing, language), unit }),
  };
}

/** Down less than this everywhere is a usual day. */
const evenLossFrom = 0.05;
