import type { PromQlClient } from './promQlClient';
import type { ServerTime } from './promQlTime';

/** Looked back so far for an answer that was not repainted, ms. */
const lookBackMs = 300_000;
/** A look may fall on either side of a second; of this many the most cautious counts. */
const looksKept = 3;

/**
 * VictoriaMetrics overwrites the points of a range that are newer than its latency offset (30 s by default) with the value
 * before them, and shifts instant queries back by as much. Newer versions take `latency_offset` from the question, the
 * packaged 1.79 does not. So it is asked for the range of `time()`: the newest point that reads its own time is the newest
 * that was not repainted, whatever the version and its flags.
 */
export function victoriaTime(client: PromQlClient, settleMs: number): ServerTime {
  let looks: readonly number[] = [];
  let shifted = false;
  const offsetMs = (): number => Math.max(0, ...looks);
  /** With `nocache` its time is cut to whole seconds; without, it is exact but shifted where `latency_offset` is not known. */
  const exact = (signal: AbortSignal) => client.tell('time()', { latency_offset: '1ms' }, signal);

  const look = async (signal: AbortSignal): Promise<void> => {
    const [now, shown] = await Promise.all([client.tell('time()', { nocache: '1' }, signal), exact(signal)]);
    const lastAt = Math.floor(now.at / 1_000) * 1_000;
    const { rows } = await client.range('time()', { firstAt: lastAt - lookBackMs, lastAt, stepMs: 1_000 }, signal);
    const { times, values } = rows[0] ?? { times: [], values: [] };
    const newest = times.findLastIndex((time, i) => Math.abs(time - (values[i] ?? Number.NaN)) < 0.5);
    const offset = newest < 0 ? lookBackMs : lastAt - (times[newest] ?? 0) * 1_000;
    looks = [...looks, offset].slice(-looksKept);
    shifted = shown.at < now.at - 1_500;
  };

  return {
    look,
    async readClock(signal) {
      if (looks.length === 0) await look(signal);
      const shown = await exact(signal);
      return shifted ? { ...shown, at: shown.at + offsetMs() } : shown;
    },
    // Offsets are read in whole seconds: one that settling explains is not the server's doing.
    behindMs: () => (offsetMs() > Math.ceil(settleMs / 1_000) * 1_000 ? offsetMs() : settleMs),
  };
}
