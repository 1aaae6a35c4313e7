import type { SilenceDraft } from '../../../contract/engineProtocol';
import type { BackendFailureCode, BackendNote, Matcher, RoomEvent, SilenceView } from '../../../contract/state';
import type { NodeKind } from '../../../contract/coreLink';
import type { LocalText, Slice } from '../../../contract/words';

/**
 * A monitoring system as the engine knows it: whether it is there, and the parts it has. All times are epoch ms on the
 * backend's own clock. Every method rejects with a `BackendFailure` and honours `signal` at once, because the poll loop
 * waits for it before it asks again.
 */
export interface Backend {
  check(signal: AbortSignal): Promise<BackendCheck>;
  readonly samples: SampleSource | null;
  readonly events: EventSource | null;
  readonly silences: SilenceDesk | null;
  /** Who calls whom, as this backend tells it by itself; null where it does not. */
  readonly topology: TopologySource | null;
  /** Ends connections; nothing is asked afterwards. */
  close(): void;
}

export interface SampleSource {
  query(request: SeriesRequest, signal: AbortSignal): Promise<SeriesAnswer>;
  /** The same metric cut by every combination of labels at once. */
  breakdown(request: BreakdownRequest, signal: AbortSignal): Promise<BreakdownAnswer>;
}

export interface EventSource {
  /** Events at or after `sinceAt`, and those that changed since; oldest first; an overlap with what was already seen is expected. */
  since(sinceAt: number, signal: AbortSignal): Promise<readonly BackendEvent[]>;
}

export interface TopologySource {
  /** How often it is worth asking, workstation ms. */
  readonly everyMs: number;
  read(signal: AbortSignal): Promise<Topology>;
}

/** Names are the backend's own. */
export interface Topology {
  /** The moment it is of, epoch ms on the backend's clock; null: of now. */
  readonly at: number | null;
  readonly nodes: readonly {
    readonly name: string;
    /** Null where it cannot tell. */
    readonly kind: NodeKind | null;
    /** What people call it; null where there is only the name. */
    readonly title: LocalText | null;
    /** Where it runs; empty where it does not say. */
    readonly idcs: readonly string[];
  }[];
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    /** Null where it does not count them. */
    readonly callsPerSecond: number | null;
  }[];
  /** What is missing or old, as a sentence; null when all is well. */
  readonly reason: string | null;
}

export interface SilenceDesk {
  list(signal: AbortSignal): Promise<readonly Omit<SilenceView, 'backendId'>[]>;
  /** Alerts that fire now and that these matchers hide, as the server itself matches them. */
  matching(matchers: readonly Matcher[], signal: AbortSignal): Promise<readonly BackendEvent[]>;
  /** Answers the id that counts from now on, which is another one when the server had to replace the silence. */
  put(id: string | null, silence: SilenceDraft, signal: AbortSignal): Promise<string>;
  expire(id: string, signal: AbortSignal): Promise<void>;
  /** All alerts that fired at the newest look, by event id; null while the server may not know all of them yet. */
  firing(): Firing | null;
}

export interface Firing {
  readonly eventIds: readonly string[];
  readonly at: number;
}

/** What the engine must know about a kind of backend without asking it. */
export interface BackendTraits {
  /** Its world is made up; said on screen wherever the backend is named. */
  readonly simulated: boolean;
  /** Its clock deliberately shows another time than the workstation's, so their difference means nothing. */
  readonly ownTime: boolean;
  /** Samples are worth keeping on disk: the same question has the same answer after a restart of the backend. */
  readonly durable: boolean;
  /** How long after a bucket's end its samples may still arrive, ms. */
  readonly settleMs: number;
  /** Most series in one `query`. */
  readonly seriesMax: number;
  /** Most buckets per series in one `query`. */
  readonly bucketsMax: number;
}

export interface SeriesRequest {
  readonly series: readonly SeriesAsk[];
  /** Buckets [from + i·stepMs, from + (i+1)·stepMs) whose start is before `to`; both are multiples of stepMs. */
  readonly from: number;
  readonly to: number;
  readonly stepMs: number;
}

export interface SeriesAsk {
  /** The metric's query for this kind of backend: a name, or PromQL with `$slice` and `$window`. */
  readonly query: string;
  /** Dimension label → value, already in the backend's own label names. */
  readonly slice: Slice;
}

export interface BreakdownRequest {
  readonly query: string;
  readonly slice: Slice;
  /** Label names in the backend's own words, none of them in `slice`. */
  readonly by: readonly string[];
  /** One bucket per span: its mean (sum for counts), as `query` would answer it. */
  readonly spans: readonly { readonly from: number; readonly to: number }[];
  /** More combinations than this are refused with what to do about it. */
  readonly rowsMax: number;
}

export interface BreakdownAnswer {
  readonly seenTo: number;
  readonly rows: readonly {
    /** Values of `by`, in its order; '' where the label is absent. */
    readonly key: readonly string[];
    /** One per span; NaN = no sample. */
    readonly values: Float64Array;
  }[];
  readonly partial: string | null;
  readonly reporting: { readonly count: number; readonly expected: number } | null;
}

export interface SeriesAnswer {
  /**
   * All samples before this moment have arrived. Buckets that end by then are complete; the one that holds it reads
   * "collected so far" (a rate is its count divided by the whole step); later ones are NaN.
   */
  readonly seenTo: number;
  /** One column per asked series, in order; NaN = no sample. */
  readonly columns: readonly Float64Array[];
  /** Why the answer is not whole, as a sentence; null when it is. */
  readonly partial: string | null;
  readonly reporting: { readonly count: number; readonly expected: number } | null;
  /**
   * When the newest raw sample was taken, where the backend knows it better than the columns do: a rate goes on for a whole
   * window after its target died. Left out where it does not.
   */
  readonly newestAt?: number | null;
  /** What is odd about the samples of this answer. */
  readonly notes?: readonly BackendNote[];
}

export interface BackendCheck {
  readonly clock: ClockReading;
  /** Two answers with different identities come from different worlds: nothing read before may be mixed with what comes now. */
  readonly identity: string;
  /** What the server calls itself; null when it does not say. */
  readonly version: string | null;
  readonly notes: readonly BackendNote[];
  /** How much later than its settings say this server shows its samples, by its own doing, ms. */
  readonly behindMs?: number;
}

/** The backend said `at` somewhere between the two monotonic local times. */
export interface ClockReading {
  readonly at: number;
  /** Half-width of `at` itself, ms of the backend's time: 0 for a clock that answers in ms. */
  readonly errorMs: number;
  /** Backend ms per real ms. */
  readonly rate: number;
  readonly sentMono: number;
  readonly receivedMono: number;
}

export type BackendEvent = Omit<RoomEvent, 'backendId'>;

/** An expected failure. `message` is one sentence for an operator: what failed and what to do about it. */
export class BackendFailure extends Error {
  constructor(
    readonly code: BackendFailureCode,
    message: string,
    /** The server asked not to be asked again for this long, ms. */
    readonly retryAfterMs: number | null = null,
  ) {
    super(message);
    this.name = 'BackendFailure';
  }
}
