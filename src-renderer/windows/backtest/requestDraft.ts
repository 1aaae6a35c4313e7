import { backtestDaysMax, type BacktestRequest, type DetectorName } from '../../../contract/detection';
import { phrase, type Phrase } from '../../i18n/text';
import { formatDate } from '../../ui/format';
import { dayStart } from './dayStart';

/** A request as a person writes it: whole local days, both named ones included. */
export interface RequestDraft {
  readonly fromDate: string;
  readonly toDate: string;
  /** Empty: all that are watched. */
  readonly metricIds: readonly string[];
  readonly slices: boolean;
  readonly runs: readonly RunDraft[];
}

export interface RunDraft {
  readonly detector: DetectorName;
  readonly sensitivity: number;
}

export const runsMax = 4;
/** As the console runs, half and twice as sensitive, and between: enough to see on which side one stands. */
export const sensitivities = [0.5, 0.75, 1, 1.5, 2] as const;
const dayMs = 86_400_000;
const daysDefault = 7;

/** The last week, totals only, and what the field compares with. */
export function firstDraft(roomAt: number, timeZone: string): RequestDraft {
  return {
    fromDate: formatDate(roomAt - daysDefault * dayMs, timeZone),
    toDate: formatDate(roomAt, timeZone),
    metricIds: [],
    slices: false,
    runs: (['level', 'classicRule', 'threeSigma'] as const).map((detector) => ({ detector, sensitivity: 1 })),
  };
}

/** What main is asked for, or why it cannot be: nothing of what has not happened is replayed. */
export function requestOf(draft: RequestDraft, roomAt: number, timeZone: string): BacktestRequest | Phrase {
  const from = dayStart(draft.fromDate, timeZone);
  const dayAfter = formatDate(dayStart(draft.toDate, timeZone) + 1.5 * dayMs, timeZone);
  const to = Math.min(Math.floor(roomAt), dayStart(dayAfter, timeZone));
  if (!(from < to)) return phrase('backtest.backwards');
  // An hour of grace: a day of 25 hours is still a day.
  if (to - from > backtestDaysMax * dayMs + dayMs / 24) return phrase('backtest.tooLong', { count: backtestDaysMax });
  return { from, to, metricIds: [...draft.metricIds], slices: draft.slices, runs: draft.runs.map((run) => ({ ...run })) };
}

export function isRequest(asked: BacktestRequest | Phrase): asked is BacktestRequest {
  return 'runs' in asked;
}
