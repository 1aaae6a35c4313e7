import type { Table, TableQuery } from '../../../contract/frames';
import type { SampleSource } from '../backends/backend';
import type { LineSource } from '../frames/frameColumns';
import type { Timers } from '../timers';
import type { TableCatalog } from './tableCut';
import { TableFetch } from './tableFetch';
import { readWholeTable } from './readWholeTable';
import { tableSpans, tableStrideMs } from './tableSpans';
import { emptyTable, tableOf } from './tableOf';

/** What the reader needs of one backend. */
export interface TableBackend {
  readonly samples: SampleSource | null;
  /** Workstation ms between its polls. */
  readonly pollMs: number;
}

/** A table as it stands; `version` changes whenever `table()` would say something else. */
export interface TableState {
  readonly version: string;
  table(): Table;
}

/** Tables under way per backend, beside its poll. */
const fetchesAtOnceMax = 2;
/** Tables nobody shows at the moment are kept, so that one step back shows its rows at once. */
const keptMax = 24;

/**
 * The tables that windows show. Like the frames' reader: who shows calls `forgetWants`, `read` and `flush` every tick, and
 * sees rows replaced as answers come. Two windows with the same cut share one; what nobody shows is called off.
 */
export class TableReader {
  /** Oldest use first. */
  readonly #fetches = new Map<string, TableFetch>();
  #wanted = new Set<string>();
  #world: number;

  constructor(
    readonly source: Pick<LineSource, 'timeZone' | 'world' | 'backend'>,
    readonly catalog: TableCatalog,
    readonly backendOf: (backendId: string) => TableBackend | null,
    private readonly timers: Timers,
    private readonly onNews: () => void,
  ) {
    this.#world = source.world();
  }

  forgetWants(): void {
    this.#wanted = new Set();
    if (this.#world === this.source.world()) return;
    this.#world = this.source.world();
    this.close();
  }

  read(query: TableQuery): TableState {
    const { source } = this;
    const lookup = this.catalog(query);
    if (!lookup.found) return failed(query, lookup.reason);
    const { cut } = lookup;
    const backend = source.backend(cut.backendId);
    const key = JSON.stringify([cut, query.at, query.spanMs]);
    const fetch = this.#fetches.get(key) ?? new TableFetch(cut);
    this.#fetches.delete(key);
    this.#fetches.set(key, fetch);
    this.#wanted.add(key);
    if (backend.seenTo !== null) fetch.wanted = tableSpans(query, cut.stepMs, backend.seenTo, source.timeZone);
    const facts = {
      backendId: cut.backendId,
      intervalMs: tableStrideMs(query.spanMs, cut.stepMs) + backend.intervalMs,
      reason: backend.failure ?? fetch.failure,
    };
    return {
      version: `${fetch.version} ${facts.reason ?? ''}`,
      table: () => tableOf(query, fetch.shown, facts),
    };
  }

  /** For somebody who waits for it: not shown, not kept, asked once. Never rejects for an expected failure. */
  readWhole(query: TableQuery, signal: AbortSignal): Promise<Table> {
    return readWholeTable(query, this, signal);
  }

  /** Somebody looks at a table that has no whole rows yet. */
  get isAwaited(): boolean {
    return [...this.#wanted].some((key) => {
      const fetch = this.#fetches.get(key);
      return fetch !== undefined && fetch.failure === null && fetch.shown?.whole !== true;
    });
  }

  /** Calls off what nobody wants any more and starts what is due. */
  flush(): void {
    for (const [key, fetch] of this.#fetches) if (!this.#wanted.has(key)) fetch.callOff();
    for (const key of [...this.#fetches.keys()].slice(0, Math.max(0, this.#fetches.size - keptMax)))
      if (!this.#wanted.has(key)) this.#fetches.delete(key);
    const due = [...this.#wanted]
      .flatMap((key) => this.#fetches.get(key) ?? [])
      .filter((fetch) => fetch.isDue(this.timers.monoNow()))
      .sort((a, b) => a.startedMono - b.startedMono);
    for (const fetch of due) {
      const backend = this.backendOf(fetch.cut.backendId);
      if (backend === null || this.#underWay(fetch.cut.backendId) >= fetchesAtOnceMax) continue;
      if (backend.samples === null) fetch.failure = 'This backend has no samples to cut.';
      else void fetch.run(backend.samples, backend.pollMs, this.timers, this.onNews).then(() => this.flush());
    }
  }

  close(): void {
    for (const fetch of this.#fetches.values()) fetch.callOff();
    this.#fetches.clear();
  }

  #underWay(backendId: string): number {
    return [...this.#fetches.values()].filter((fetch) => fetch.isUnderWay && fetch.cut.backendId === backendId).length;
  }
}

function failed(query: TableQuery, reason: string): TableState {
  return { version: reason, table: () => emptyTable(query, reason) };
}
