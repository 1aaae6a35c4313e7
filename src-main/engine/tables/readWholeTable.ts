import type { Table, TableQuery } from '../../../contract/frames';
import { SpanAnswers } from '../asking/spanAnswers';
import { BackendFailure } from '../backends/backend';
import type { LineSource } from '../frames/frameColumns';
import type { TableCatalog } from './tableCut';
import { emptyTable, tableOf } from './tableOf';
import type { TableBackend } from './tableReader';
import { tableSpans, tableStrideMs } from './tableSpans';

/** What a table is read from beside its backend. */
export interface TableWorld {
  readonly source: Pick<LineSource, 'timeZone' | 'backend'>;
  readonly catalog: TableCatalog;
  readonly backendOf: (backendId: string) => TableBackend | null;
}

/**
 * A table with all its days, asked once, for somebody who cannot watch it complete itself. What cannot be had is a failed table with
 * its reason, never a rejection: other tables of the same question stand for themselves.
 */
export async function readWholeTable(query: TableQuery, world: TableWorld, signal: AbortSignal): Promise<Table> {
  const lookup = world.catalog(query);
  if (!lookup.found) return emptyTable(query, lookup.reason);
  const { cut } = lookup;
  const { intervalMs, seenTo, failure } = world.source.backend(cut.backendId);
  const facts = { backendId: cut.backendId, intervalMs: tableStrideMs(query.spanMs, cut.stepMs) + intervalMs };
  const failed = (reason: string): Table => tableOf(query, null, { ...facts, reason });
  const samples = world.backendOf(cut.backendId)?.samples ?? null;
  if (samples === null) return failed('This backend has no samples to cut.');
  if (failure !== null) return failed(failure);
  if (seenTo === null) return failed(`${cut.backendId} has not answered yet; ask again in a moment.`);
  const spans = tableSpans(query, cut.stepMs, seenTo, world.source.timeZone);
  const past = [spans.yesterday, spans.lastWeek, ...spans.weeks].filter((span) => span !== null);
  const answers = new SpanAnswers(cut);
  try {
    const answer = await answers.ask(samples, [spans.now, ...past], signal);
    const rowsOf = (span: typeof spans.yesterday) => (span === null ? null : answers.rowsOf(span));
    const shown = {
      span: spans.now,
      whole: true,
      reporting: answer?.reporting ?? null,
      answers: {
        now: rowsOf(spans.now) ?? new Map(),
        yesterday: rowsOf(spans.yesterday),
        lastWeek: rowsOf(spans.lastWeek),
        weeks: spans.weeks.map(rowsOf),
      },
    };
    const ahead = answer !== null && answer.seenTo < spans.now.to;
    return ahead
      ? failed(`${cut.backendId} has not seen the end of this span yet; ask again.`)
      : tableOf(query, shown, { ...facts, reason: null });
  } catch (error) {
    if (!(error instanceof BackendFailure)) throw error;
    return failed(error.message);
  }
}
