import type { LoggedBatch } from './feedLog';

/** What a test can have the gateway do wrong. */
export interface GatewayFaults {
  /** Every n-th batch is not sent, as if it were lost on the way; 0 = none. */
  dropEvery: number;
  /** Nothing is sent and the time is not told, although the connection stands. */
  holdBack: boolean;
  /** Rubbish instead of batches. */
  garbage: boolean;
  /** All samples of a batch come once more, in the next cursor's place of the same message. */
  duplicate: boolean;
  /** Every count is negative, as of a total that was reset. */
  resetCounts: boolean;
  /** Added to every time that leaves the gateway. */
  clockOffMs: number;
  /** HTTP status for everybody who knocks; null = none. */
  refuse: 401 | 429 | 503 | null;
}

const rubbish: readonly unknown[] = [
  'not a batch',
  null,
  { cursor: -1 },
  { cursor: 'seven', samples: 7 },
  { cursor: Number.NaN, samples: [{}] },
  [[[]]],
];

/** The messages that go out for one batch of the log. */
export function batchesOnTheWire(batch: LoggedBatch, faults: GatewayFaults): readonly unknown[] {
  if (faults.garbage) return [rubbish[batch.cursor % rubbish.length]];
  if (faults.dropEvery > 0 && batch.cursor % faults.dropEvery === 0) return [];
  const { clockOffMs } = faults;
  const samples = (batch.samples ?? []).map((one) => faulty(one, faults));
  return [
    {
      ...batch,
      samples: faults.duplicate ? [...samples, ...samples] : samples,
      ...(batch.seenTo === undefined ? {} : { seenTo: batch.seenTo + clockOffMs }),
    },
  ];
}

function faulty(samples: unknown, { resetCounts, clockOffMs }: GatewayFaults): unknown {
  if (samples === null || typeof samples !== 'object' || !('points' in samples) || !Array.isArray(samples.points)) return samples;
  const points = samples.points.map((number: unknown, i) => {
    if (typeof number !== 'number') return number;
    if (i % 2 === 0) return number + clockOffMs;
    return resetCounts ? -number - 1 : number;
  });
  return { ...samples, points };
}
