import { execFileSync } from 'node:child_process';
import os from 'node:os';

/** What every subject's `run` returns and `--json` writes. Numbers carry their unit beside them, never inside. */
export interface BenchResult {
  readonly subject: string;
  /** ISO 8601, UTC. */
  readonly date: string;
  /** The commit that ran; `+` behind it when the checkout had changes. */
  readonly commit: string;
  readonly machine: string;
  /** One table: a row per thing measured, columns in the order of the first row's keys. */
  readonly rows: readonly BenchRow[];
  readonly goals: readonly BenchGoal[];
}

export type BenchRow = Readonly<Record<string, string | number | null>>;

export interface BenchGoal {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** As a person reads it: "≤ 1.8". */
  readonly goal: string;
  readonly holds: boolean;
}

/** Command line behind the subject, e.g. `--seconds 60` → `{ seconds: '60' }`, a lone flag → `'true'`. */
export type BenchOptions = Readonly<Record<string, string>>;

/** `bench/<subject>/index.ts` exports `run` of this type. */
export type BenchRun = (options: BenchOptions) => Promise<BenchResult>;

export function benchResult(subject: string, rows: readonly BenchRow[], goals: readonly BenchGoal[]): BenchResult {
  return { subject, date: new Date().toISOString(), commit: currentCommit(), machine: describeMachine(), rows, goals };
}

export function goalAtMost(name: string, value: number, unit: string, most: number): BenchGoal {
  return { name, value, unit, goal: `≤ ${most}`, holds: value <= most };
}

/** NaN of an empty list: a benchmark that measured nothing must not look fast. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Linear between the two nearest ranks (Hyndman & Fan 1996, type 7); `share` 0–1. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = (sorted.length - 1) * share;
  const below = sorted[Math.floor(rank)];
  const above = sorted[Math.ceil(rank)];
  if (below === undefined || above === undefined) return Number.NaN;
  return below + (above - below) * (rank - Math.floor(rank));
}

/** For tables: keeps three significant digits and never an exponent. */
export function rounded(value: number): number {
  if (!Number.isFinite(value) || value === 0) return value;
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return Number(value.toFixed(Math.min(digits, 6)));
}

/** A whole number from the options, or the default. Throws a sentence when it is not one. */
export function wholeOption(options: BenchOptions, name: string, otherwise: number): number {
  const text = options[name];
  if (text === undefined) return otherwise;
  if (!/^\d+$/.test(text)) throw new Error(`--${name} takes a whole number, not "${text}".`);
  return Number.parseInt(text, 10);
}

export function describeMachine(): string {
  const cpus = os.cpus();
  const memoryGiB = Math.round(os.totalmem() / 2 ** 30);
  return `${os.platform()} ${os.release()}, ${cpus.length} × ${cpus[0]?.model.trim() ?? 'unknown CPU'}, ${memoryGiB} GiB`;
}

/** "unknown" outside a git checkout. */
export function currentCommit(): string {
  try {
    const commit = git('rev-parse', '--short=12', 'HEAD');
    return git('status', '--porcelain', '--untracked-files=no') === '' ? commit : `${commit}+`;
  } catch {
    return 'unknown';
  }
}

function git(...args: string[]): string {
  return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}
