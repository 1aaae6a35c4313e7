import type { Table, TableQuery } from '../../../contract/frames';
import type { Span } from '../asking/spanAnswers';
import { rankRows, type TableAnswers } from './rankRows';

/** What a table shows at the moment: answers that all belong to one span. */
export interface ShownTable {
  readonly span: Span;
  readonly answers: TableAnswers;
  /** The past days are there too. */
  readonly whole: boolean;
  readonly reporting: { readonly count: number; readonly expected: number } | null;
}

export interface TableFacts {
  readonly backendId: string;
  readonly intervalMs: number;
  readonly reason: string | null;
}

export function tableOf(query: TableQuery, shown: ShownTable | null, { backendId, intervalMs, reason }: TableFacts): Table {
  const none = emptyTable(query, reason);
  if (shown === null) return { ...none, status: { ...none.status, backendId, intervalMs } };
  return {
    tableId: query.tableId,
    ...shown.span,
    ...rankRows(shown.answers, query.rowsMax),
    status: {
      // An answer without a single row says nothing about how new the data is.
      sampleAt: shown.answers.now.size === 0 ? null : shown.span.to,
      intervalMs,
      filling: null,
      backendId,
      reporting: shown.reporting,
      phase: reason !== null ? 'failed' : shown.whole ? 'live' : 'loading',
      reason,
    },
  };
}

/** Before the first answer, or for a question that cannot be asked. */
export function emptyTable({ tableId }: TableQuery, reason: string | null): Table {
  const none = new Float64Array(0);
  return {
    tableId,
    from: 0,
    to: 0,
    keys: [],
    now: none,
    yesterday: none,
    lastWeek: none,
    expected: none,
    more: 0,
    status: {
      sampleAt: null,
      intervalMs: 1,
      filling: null,
      backendId: '',
      reporting: null,
      phase: reason === null ? 'loading' : 'failed',
      reason,
    },
  };
}
