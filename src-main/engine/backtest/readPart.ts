import type { BackendFailureCode } from '../../../contract/state';
import { BackendFailure } from '../backends/backend';
import { SeriesReader, type SampleHistory } from '../samples/readSeries';
import { SampleStore } from '../samples/sampleStore';
import type { SlotRange } from '../samples/slotRanges';
import type { Timers } from '../timers';
import type { ReplayPart } from './replayPlan';
import type { ReplaySource } from './replaySource';

/** Failures that pass by themselves are waited out: so often, and for so long unless the server says how long. */
export const patientTries = 3;
const restMs = 3_100;
const restMsMax = 60_000;
const passing: ReadonlySet<BackendFailureCode> = new Set(['timeout', 'closed', 'refused', 'network', 'http', 'busy']);
/** A page of the store at either end of a range may be used for one slot only. */
const pageSlotsSpare = 1_024;

export type PartReading =
  | {
      readonly read: true;
      /** One column per series, in order; NaN = gap. */
      readonly coarse: readonly Float64Array[];
      readonly fine: readonly Float64Array[];
      /** Slots of `fine` before this one have come to their end. */
      readonly seenTo: number;
    }
  | { readonly read: false; readonly failure: BackendFailure };

export interface ReadingMeans {
  readonly source: ReplaySource;
  readonly timers: Timers;
  readonly signal: AbortSignal;
}

/**
 * All samples of one part, by the path of live samples (memory → disk → backend) but through memory of its own: weeks of
 * history in the shared one would push out what windows show. Never rejects; an aborted one fails.
 */
export async function readPart(part: ReplayPart, means: ReadingMeans, tries: number): Promise<PartReading> {
  for (let left = tries; ; left -= 1) {
    let answered = false;
    try {
      const readableTo = readableToOf(part.backendId, means.source);
      answered = true;
      return await readOnce(part, readableTo, means);
    } catch (error) {
      if (!(error instanceof BackendFailure)) throw error;
      // One that never answered is not waited for: a person may begin again once it does.
      const passes = answered && passing.has(error.code) && !means.signal.aborted;
      if (left <= 1 || !passes) return { read: false, failure: error };
      await pause(Math.min(restMsMax, error.retryAfterMs ?? restMs), means);
    }
  }
}

/** @throws BackendFailure */
function readableToOf(backendId: string, source: ReplaySource): number {
  const readableTo = source.backends.get(backendId)?.readableTo() ?? null;
  if (readableTo !== null) return readableTo;
  throw new BackendFailure('starting', `${backendId} has not answered yet; replay once it is there.`);
}

async function readOnce({ series, coarse, fine }: ReplayPart, readableTo: number, means: ReadingMeans): Promise<PartReading> {
  const { source, timers, signal } = means;
  const slots = count(coarse) + count(fine) + 2 * pageSlotsSpare;
  const store = new SampleStore(slots * series.length);
  const reader = new SeriesReader(
    store,
    () => readOnly(source.history()),
    source.backends,
    timers,
    signal,
    () => undefined,
  );
  const columns = (range: SlotRange, all: typeof series, of: 'coarse' | 'fine') =>
    reader.readAll(
      all.map((one) => one[of]),
      range.from,
      count(range),
    );
  const stepMs = series[0]?.fine.stepMs ?? 1;
  return {
    read: true,
    coarse: await columns(coarse, series, 'coarse'),
    fine: await columns(fine, series, 'fine'),
    seenTo: Math.min(fine.to, Math.floor(readableTo / stepMs)),
  };
}

/** What a replay asks for once is not kept: the disk has a limit, and drops the console's own past for it. */
function readOnly(history: SampleHistory | null): SampleHistory | null {
  return history === null ? null : { read: (series, range) => history.read(series, range), append: () => undefined };
}

function count({ from, to }: SlotRange): number {
  return Math.max(0, to - from);
}

/** Ends early when it is aborted. */
export function pause(ms: number, { timers, signal }: ReadingMeans): Promise<void> {
  if (!(ms > 0)) return Promise.resolve();
  return new Promise((resolve) => {
    const callOff = timers.after(ms, resolve);
    signal.addEventListener(
      'abort',
      () => {
        callOff();
        resolve();
      },
      { once: true },
    );
  });
}
