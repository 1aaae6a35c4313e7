import type { LocalText } from '../../../contract/words';
import type { EventSeverity } from '../../../contract/state';

/**
 * What is known of every place of the graph at one moment: the ground of its scores. Arrays are in the order of `placesOf`;
 * numbers are means over the span, NaN where nothing is known.
 */
export interface GraphReading {
  /** The judged span, room epoch ms. */
  readonly from: number;
  readonly to: number;
  /** Fewer calls than this within the span are no ground for a score. */
  readonly callsMin: number;
  readonly nodes: readonly NodeReading[];
  readonly edges: readonly EdgeReading[];
}

/** One side's numbers: rates per second, latencies in ms, saturation a share 0–1. */
export interface Measured {
  readonly requests: number;
  /** Failed requests per second. */
  readonly failures: number;
  readonly latencyMsP50: number;
  readonly latencyMsP99: number;
  readonly saturation: number;
}

/** Now, and what was usual: the same numbers in the reference spans (`referenceSpans`), NaN where there is no past. */
export interface Compared {
  readonly now: Measured;
  /** In the order of `referenceSpans`. */
  readonly past: readonly Measured[];
}

export interface PlaceFacts {
  /** Place id. */
  readonly id: string;
  /** What detection finds there now; worst first. */
  readonly findings: readonly {
    readonly metricId: string;
    readonly score: number;
    readonly direction: 'below' | 'above';
    readonly startedAt: number;
  }[];
  /** Alerts that fire and name it. */
  readonly alerts: readonly { readonly severity: EventSeverity; readonly title: LocalText; readonly at: number }[];
  /** Changes that name it, the newest first, within the last half hour. */
  readonly changes: readonly { readonly title: LocalText; readonly at: number }[];
}

export interface NodeReading extends PlaceFacts {
  readonly seen: Compared;
}

export interface EdgeReading extends PlaceFacts {
  /** Indexes into `nodes`. */
  readonly from: number;
  readonly to: number;
  readonly caller: Compared;
  readonly callee: Compared;
}
