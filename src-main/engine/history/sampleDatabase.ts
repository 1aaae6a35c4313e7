import { stat } from 'node:fs/promises';
import {
  BIGINT,
  DOUBLE,
  DuckDBDataChunk,
  DuckDBInstance,
  INTEGER,
  VARCHAR,
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { SlotRange } from '../samples/slotRanges';

/** Version of the tables below. A file of another version is set aside: everything in it can be had from the backend again. */
const schemaVersion = 1;
/** DuckDB's vector size; a data chunk holds no more rows. */
const rowsPerChunk = 2_048;
/** Some tens of kB of SQL. */
const idsPerStatement = 5_000;
/** The engine draws beside it: one thread and a small cache are enough for a console's reads. */
const settings = { threads: '1', memory_limit: '256MB' };

/** The database file is in use by another process; nothing is wrong with it. */
export class HistoryLocked extends Error {}

export interface StoredSeries {
  readonly id: number;
  readonly key: string;
  readonly stepMs: number;
  readonly ranges: SlotRange[];
}

export interface StoredRows {
  readonly seriesId: number;
  readonly stepMs: number;
  /** Slots with their values; never NaN: a gap is a covered slot without a row. */
  readonly slots: readonly number[];
  readonly values: readonly number[];
}

/** The tables of the sample history. Every method rejects with what the database said. */
export interface SampleDatabase {
  /** All series with the slots that were fetched for them. */
  catalogue(): Promise<StoredSeries[]>;
  /** One transaction: new series, rows, and the whole coverage of the series named. */
  commit(batch: {
    fresh: readonly StoredSeries[];
    rows: readonly StoredRows[];
    coverage: readonly StoredSeries[];
  }): Promise<void>;
  /** Fills `out` (slots from `range.from` on) with the rows there are. */
  read(seriesId: number, stepMs: number, range: SlotRange, out: Float64Array): Promise<void>;
  /** Bytes that hold data, the write-ahead log with them; free blocks inside the file are used again and do not count. */
  usedBytes(): Promise<number>;
  /** Moves the write-ahead log into the tables, where it takes a fraction of the room. */
  checkpoint(): Promise<void>;
  /** Drops the oldest `share` of all rows; returns the moment before which nothing is left, null when it was empty. */
  dropOldest(share: number): Promise<number | null>;
  close(): void;
}

export async function connectSamples(path: string): Promise<SampleDatabase> {
  const instance = await DuckDBInstance.create(path, settings).catch((error: unknown) => {
    const text = error instanceof Error ? error.message : String(error);
    throw /lock on file|being used by another process/i.test(text) ? new HistoryLocked(text) : new Error(text);
  });
  const connection = await instance.connect();
  const close = (): void => {
    connection.closeSync();
    instance.closeSync();
  };
  try {
    await prepareTables(connection);
  } catch (error) {
    close();
    throw error;
  }
  return {
    catalogue: () => readCatalogue(connection),
    commit: (batch) => inTransaction(connection, () => writeBatch(connection, batch)),
    read: (seriesId, stepMs, range, out) => readRows(connection, seriesId, stepMs, range, out),
    usedBytes: () => measureUse(connection, path),
    checkpoint: async () => void (await connection.run('CHECKPOINT')),
    dropOldest: (share) => dropOldest(connection, share),
    close,
  };
}

async function prepareTables(connection: DuckDBConnection): Promise<void> {
  const tables = await connection.runAndReadAll("SELECT count(*)::INTEGER FROM duckdb_tables() WHERE table_name = 'format'");
  if (numberIn(tables.getRows()[0]?.[0]) > 0) {
    const found = numberIn((await connection.runAndReadAll('SELECT version FROM format')).getRows()[0]?.[0]);
    if (found !== schemaVersion) throw new Error(`it has format ${found}, this console reads ${schemaVersion}`);
    return;
  }
  await inTransaction(connection, async () => {
    await connection.run('CREATE TABLE format (version INTEGER NOT NULL)');
    await connection.run(`INSERT INTO format VALUES (${schemaVersion})`);
    await connection.run('CREATE TABLE series (id INTEGER NOT NULL, key VARCHAR NOT NULL, step_ms BIGINT NOT NULL)');
    // No key on samples: the index would outweigh them. Coverage sees to it that no slot is written twice.
    await connection.run('CREATE TABLE samples (series INTEGER NOT NULL, at_ms BIGINT NOT NULL, value DOUBLE NOT NULL)');
    await connection.run('CREATE TABLE coverage (series INTEGER NOT NULL, from_slot BIGINT NOT NULL, to_slot BIGINT NOT NULL)');
  });
}

async function readCatalogue(connection: DuckDBConnection): Promise<StoredSeries[]> {
  const known = new Map<number, StoredSeries>();
  for (const [id, key, stepMs] of (await connection.runAndReadAll('SELECT id, key, step_ms::DOUBLE FROM series')).getRows())
    known.set(numberIn(id), { id: numberIn(id), key: String(key), stepMs: numberIn(stepMs), ranges: [] });
  const coverage = await connection.runAndReadAll(
    'SELECT series, from_slot::DOUBLE, to_slot::DOUBLE FROM coverage ORDER BY series, from_slot',
  );
  for (const [id, from, to] of coverage.getRows())
    known.get(numberIn(id))?.ranges.push({ from: numberIn(from), to: numberIn(to) });
  return [...known.values()];
}

async function writeBatch(
  connection: DuckDBConnection,
  { fresh, rows, coverage }: Parameters<SampleDatabase['commit']>[0],
): Promise<void> {
  await append(
    connection,
    'series',
    [INTEGER, VARCHAR, BIGINT],
    fresh.map(({ id, key, stepMs }) => [id, key, BigInt(stepMs)]),
  );
  const samples = rows.flatMap(({ seriesId, stepMs, slots, values }) =>
    slots.map((slot, i) => [seriesId, BigInt(slot) * BigInt(stepMs), values[i] ?? Number.NaN]),
  );
  await append(connection, 'samples', [INTEGER, BIGINT, DOUBLE], samples);
  for (let from = 0; from < coverage.length; from += idsPerStatement) {
    const ids = coverage.slice(from, from + idsPerStatement).map(({ id }) => id);
    await connection.run(`DELETE FROM coverage WHERE series IN (${ids.join(', ')})`);
  }
  const covered = coverage.flatMap(({ id, ranges }) => ranges.map(({ from, to }) => [id, BigInt(from), BigInt(to)]));
  await append(connection, 'coverage', [INTEGER, BIGINT, BIGINT], covered);
}

/** Thousands of series finish a bucket at once: rows go in by the chunk, not by the statement. */
async function append(
  connection: DuckDBConnection,
  table: string,
  types: readonly DuckDBType[],
  rows: readonly (readonly DuckDBValue[])[],
): Promise<void> {
  if (rows.length === 0) return;
  const appender = await connection.createAppender(table);
  for (let from = 0; from < rows.length; from += rowsPerChunk) {
    const chunk = DuckDBDataChunk.create([...types]);
    chunk.setRows(rows.slice(from, from + rowsPerChunk));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

async function readRows(
  connection: DuckDBConnection,
  seriesId: number,
  stepMs: number,
  { from, to }: SlotRange,
  out: Float64Array,
): Promise<void> {
  const rows = await connection.runAndReadAll(
    `SELECT (at_ms // ${stepMs} - ${from})::INTEGER, value FROM samples
      WHERE series = ${seriesId} AND at_ms >= ${from * stepMs} AND at_ms < ${to * stepMs}`,
  );
  for (const [index, value] of rows.getRows()) out[numberIn(index)] = numberIn(value);
}

async function measureUse(connection: DuckDBConnection, path: string): Promise<number> {
  const log = await stat(`${path}.wal`).catch(() => null);
  const rows = await connection.runAndReadAll('SELECT (block_size * used_blocks)::DOUBLE FROM pragma_database_size()');
  return numberIn(rows.getRows()[0]?.[0]) + (log?.size ?? 0);
}

async function dropOldest(connection: DuckDBConnection, share: number): Promise<number | null> {
  const cut = (await connection.runAndReadAll(`SELECT quantile_disc(at_ms, ${share})::DOUBLE FROM samples`)).getRows()[0]?.[0];
  if (typeof cut !== 'number') return null;
  // At least the oldest moment goes, or a table of one moment would never shrink.
  const before = cut + 1;
  await inTransaction(connection, async () => {
    await connection.run(`DELETE FROM samples WHERE at_ms < ${before}`);
    await connection.run(
      `UPDATE coverage SET from_slot = greatest(from_slot, ceil(${before} / step_ms)::BIGINT)
         FROM series WHERE series.id = coverage.series`,
    );
    await connection.run('DELETE FROM coverage WHERE from_slot >= to_slot');
  });
  await connection.run('CHECKPOINT');
  return before;
}

async function inTransaction(connection: DuckDBConnection, work: () => Promise<void>): Promise<void> {
  await connection.run('BEGIN TRANSACTION');
  try {
    await work();
    await connection.run('COMMIT');
  } catch (error) {
    await connection.run('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

function numberIn(cell: unknown): number {
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'bigint') return Number(cell);
  throw new Error('a number was expected in the sample history');
}
