import type { LinkColumns, SideColumns } from '../reading/linkColumns';
import { departureOf, type Departure, type Moments, type Reading } from '../rootCause/departure';
import { ratioOf } from '../rootCause/readings';

/** One node beside its own past, measure by measure; nothing is explained yet. */
export interface NodeLook {
  /** Index into `columns.nodes`. */
  readonly node: number;
  readonly series: 'failures' | 'latency' | 'saturation';
  readonly departure: Departure;
  /** Multiples of its noise; a departure that is too small to matter has less than `looksBad`. */
  readonly badness: number;
  /** Per second, usual; NaN where they are not counted. */
  readonly requests: number;
}

/** From here on a person would look at it. */
export const looksBad = 3;
/** Of failures so small a share, and of saturation so small a step, is everyday life. */
const least = { failures: 0.004, latency: 0, saturation: 0.05 };

export function nodeLooksOf({ nodes }: LinkColumns, moments: Moments): NodeLook[] {
  return nodes.flatMap(({ seen }, node) => {
    const requests = seen.requests === undefined ? null : departureOf(seen.requests, moments);
    return readingsOf(seen).flatMap(([series, reading]): NodeLook[] => {
      const departure = departureOf(reading, moments);
      if (departure === null) return [];
      const badness = (departure.now - departure.usual) / Math.max(departure.noise, least[series] / looksBad);
      return [{ node, series, departure, badness, requests: requests?.now ?? Number.NaN }];
    });
  });
}

function readingsOf({ requests, failures, latencyP99, saturation }: SideColumns): [NodeLook['series'], Reading][] {
  return [
    ...(failures === undefined || requests === undefined ? [] : [['failures', ratioOf(failures, requests)] as const]),
    ...(latencyP99 === undefined ? [] : [['latency', latencyP99] as const]),
    ...(saturation === undefined ? [] : [['saturation', saturation] as const]),
  ].map(([series, reading]) => [series, reading]);
}
