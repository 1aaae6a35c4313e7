import type { EngineAnswers } from '../../../contract/engineProtocol';
import type { Table, TableQuery } from '../../../contract/frames';
import { mapLimited } from '../backends/mapLimited';

/** Beside the poll and the tables that windows show: enough to hide latency, too few to be a burden. */
const atOnceMax = 2;

/** Tables for main, in the question's order; what a backend does not give is a failed table that says why. */
export function readTables(
  { tables }: EngineAnswers['readTables']['ask'],
  run: { readonly tables: { readWhole(query: TableQuery, signal: AbortSignal): Promise<Table> } },
  signal: AbortSignal,
): Promise<readonly Table[]> {
  return mapLimited(tables, atOnceMax, (query) => run.tables.readWhole(query, signal));
}
