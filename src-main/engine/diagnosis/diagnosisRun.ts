import type { CoreLink } from '../../../contract/coreLink';
import type { Diagnosis, DimensionFinding, IncidentCase } from '../../../contract/diagnosis';
import type { FromEngine } from '../../../contract/engineProtocol';
import type { RoomEvent } from '../../../contract/state';
import { stageNodesOf, type StagePlace } from '../../../contract/stageNodes';
import { backendIdOf, type Workspace } from '../../../contract/workspace';
import type { Span } from '../asking/spanAnswers';
import { BackendFailure, type SampleSource } from '../backends/backend';
import { createNodeNames, type NodeNames } from '../coreLink/nodeNames';
import { MeasureQuestions } from '../coreLink/reading/measureQuestions';
import type { SeriesCatalog } from '../samples/series';
import type { TableCatalog } from '../tables/tableCut';
import type { Timers } from '../timers';
import { Circumstances } from './circumstances';
import { diagnose, type Finding } from './diagnose';
import { judgedSpanOf, type JudgedSpan } from './reading/judgedSpan';
import { readLinkColumns, type ReadSamples } from './reading/linkColumns';
import { linkSeriesOf, measuredBy, type LinkSeries } from './reading/linkSeries';
import { readDemand } from './reading/readDemand';
import { readIdcs, type IdcCall } from './reading/readIdcs';
import { hintsAtIdc } from './suspects/idcTrouble';
import { saysTheSame } from './saysTheSame';
import { isSureEnough } from './isSureEnough';

export interface DiagnosisRunParts {
  readonly revision: number;
  readonly workspace: Workspace;
  readonly catalog: SeriesCatalog;
  /** As it is known now, discovered nodes included. */
  readonly link: () => CoreLink;
  readonly tables: TableCatalog;
  /** Null where the backend has none. */
  readonly samples: (backendId: string) => Pick<SampleSource, 'breakdown'> | null;
  /** What backends told that began since then, alerts apart. */
  readonly eventsSince: (from: number) => readonly RoomEvent[];
  /** SeriesReader.readAll */
  readonly read: ReadSamples;
  readonly backend: (backendId: string) => BackendPulse;
  /** Rises when a backend turns out to be another one: what it answered before is of another world. */
  readonly world: () => number;
  readonly roomAt: () => number | null;
  readonly timers: Pick<Timers, 'monoNow'>;
  readonly post: (message: FromEngine) => void;
}

/** Whether a backend's samples are worth judging. */
export interface BackendPulse {
  /** All samples before this moment have arrived; null before the first answer. */
  readonly seenTo: number | null;
  /** Why it does not answer; null while it does. */
  readonly failure: string | null;
}

/** While an incident is so young, room ms, each new bucket is looked at; later on one a minute. */
const youngMs = 600_000;
const seldomMs = 60_000;

/** What is read by IDC is this much, the newest. */
const idcSpanMs = 60_000;
/** Data that is older stands still: so many buckets, and no less than what slow servers take anyway. */
const staleSteps = 3;
const staleMsMin = 60_000;

/** What is known of one incident. */
interface Looked {
  incident: IncidentCase;
  told: Diagnosis | null;
  dimensions: readonly DimensionFinding[];
  /** Ends of the buckets that were judged last; NaN before, and when somebody asks anew. */
  judgedTo: number;
  /** Somebody asked: it is told again even when it says the same. */
  asked: boolean;
}

/** Looks for the cause of each incident: when it is told, with every round of data while it is young, and when somebody asks. */
export class DiagnosisRun {
  readonly #looked = new Map<string, Looked>();
  readonly #stageNodes: ReadonlyMap<string, StagePlace>;
  readonly #backendIds: readonly string[];
  #series: { readonly revision: number; readonly series: LinkSeries | null } | null = null;
  readonly #questions: MeasureQuestions;
  readonly #names: NodeNames;
  #world: number;
  #underWay: Promise<void> | null = null;
  #closed = false;
  readonly #circumstances: Circumstances;
  readonly #abort = new AbortController();

  constructor(private readonly parts: DiagnosisRunParts) {
    const { workspace } = parts;
    this.#circumstances = new Circumstances(parts);
    this.#stageNodes = stageNodesOf(workspace);
    this.#questions = new MeasureQuestions(workspace, parts.tables);
    this.#names = createNodeNames(workspace);
    this.#world = parts.world();
    this.#backendIds = [...new Set(measuredBy(workspace).map((metricId) => backendIdOf(workspace, metricId)))];
  }

  use(cases: readonly IncidentCase[]): void {
    const ids = new Set(cases.map(({ id }) => id));
    for (const id of this.#looked.keys()) if (!ids.has(id)) this.#looked.delete(id);
    for (const incident of cases) {
      const known = this.#looked.get(incident.id);
      if (known !== undefined) known.incident = incident;
      else this.#looked.set(incident.id, { incident, told: null, dimensions: [], judgedTo: Number.NaN, asked: false });
    }
    this.round();
  }

  /** Looks anew at the next moment; false where there is no such incident. */
  renew(incidentId: string): boolean {
    const looked = this.#looked.get(incidentId);
    if (looked === undefined) return false;
    looked.asked = true;
    looked.judgedTo = Number.NaN;
    this.round();
    return true;
  }

  /** There is new data. */
  round(): void {
    if (this.#closed || this.#underWay !== null) return;
    const due = [...this.#looked.values()].filter((looked) => this.#isDue(looked));
    if (due.length === 0) return;
    this.#underWay = this.#lookAtAll(due).finally(() => {
      this.#underWay = null;
    });
  }

  /** Resolves when what is under way has been said. */
  async settled(): Promise<void> {
    while (this.#underWay !== null) await this.#underWay;
  }

  close(): void {
    this.#closed = true;
    this.#abort.abort();
    this.#looked.clear();
  }

  #isDue({ incident, judgedTo, asked }: Looked): boolean {
    const roomAt = this.parts.roomAt();
    if (roomAt === null) return false;
    if (asked || Number.isNaN(judgedTo)) return true;
    const seenTo = this.#seenTo();
    if (seenTo === null) return false;
    const everyMs = roomAt - incident.raisedAt <= youngMs ? (this.#linkSeries()?.stepMs ?? seldomMs) : seldomMs;
    return seenTo - judgedTo >= everyMs;
  }

  /** One after the other: the live round asks the same backends. */
  async #lookAtAll(due: readonly Looked[]): Promise<void> {
    for (const looked of due) {
      const { asked, incident } = looked;
      looked.asked = false;
      const mono = this.parts.timers.monoNow();
      const found = await this.#find(looked);
      if (this.#closed || this.#looked.get(incident.id) !== looked || found === null) continue;
      const tookMs = this.parts.timers.monoNow() - mono;
      this.#say(looked, found, tookMs, asked);
      // Who did it is said first; which combinations it is in takes more questions.
      if (asked) this.#circumstances.forget(incident.id);
      const dimensions = await this.#circumstances.cut(incident, looked.dimensions, this.#abort.signal);
      if (this.#closed || this.#looked.get(incident.id) !== looked || dimensions === looked.dimensions) continue;
      looked.dimensions = dimensions;
      this.#say(looked, found, tookMs, false);
    }
  }

  /** A finding, or the sentence that says why there is none; null: nothing new to look at. */
  async #find(looked: Looked): Promise<Finding | string | null> {
    const { workspace, catalog, link, read } = this.parts;
    const { incident } = looked;
    const series = this.#linkSeries();
    if (series === null) return 'The workspace names no metrics that its core link is measured by (coreLink.measures).';
    const missing = this.#missing(series.stepMs);
    if (missing !== null) return missing;
    const seenTo = this.#seenTo();
    if (seenTo === null) return null;
    looked.judgedTo = Math.floor(seenTo / series.stepMs) * series.stepMs;
    const span = judgedSpanOf(incident.startedAt, looked.judgedTo / series.stepMs, series.stepMs);
    if (span === null) return null;
    try {
      const columns = await readLinkColumns(series, span.firstSlot, span.count, read);
      const judged = { from: (span.firstSlot + (span.judged[0] ?? 0)) * series.stepMs, to: looked.judgedTo };
      const demand = await readDemand(workspace, catalog, this.#entryMetric(), judged, read);
      const nodeOfStage = (metricId: string): string | null => this.#stageNodes.get(metricId)?.node ?? null;
      const idcs = hintsAtIdc(columns, span) ? await this.#readIdcs(span, series.stepMs) : [];
      return diagnose({ workspace, link: link(), incident, columns, span, nodeOfStage, demand, idcs });
    } catch (error) {
      // Anything else is a defect: it must reach the top and restart the engine.
      if (!(error instanceof BackendFailure)) throw error;
      return error.message;
    }
  }

  /** The newest minute by IDC beside the one before the incident that is compared with: few enough numbers for every round. */
  #readIdcs({ firstSlot, reference, judged }: JudgedSpan, stepMs: number): Promise<IdcCall[]> {
    if (this.#world !== this.parts.world()) this.#questions.forget();
    this.#world = this.parts.world();
    const spanOf = (first: number, last: number): Span => ({
      from: (firstSlot + first) * stepMs,
      to: (firstSlot + last + 1) * stepMs,
    });
    const newest = judged.slice(-Math.ceil(idcSpanMs / stepMs));
    const spans = {
      before: spanOf(reference[0] ?? 0, reference.at(-1) ?? 0),
      now: spanOf(newest[0] ?? 0, newest.at(-1) ?? 0),
    };
    return readIdcs(this.parts.workspace, this.#questions, this.#names, this.parts.samples, spans, this.#abort.signal);
  }

  #say(looked: Looked, measured: Finding | string, tookMs: number, asked: boolean): void {
    const { told, incident, dimensions } = looked;
    const at = this.parts.roomAt() ?? looked.judgedTo;
    const found = typeof measured === 'string' ? measured : this.#circumstances.fit(measured, incident, dimensions);
    const before = { ...(told ?? nothingYet(incident, at)), dimensions };
    const next: Diagnosis =
      typeof found === 'string'
        ? { ...before, phase: before.phase === 'told' ? 'told' : 'failed', reason: found, at, tookMs }
        : isSureEnough(found, before, at - incident.raisedAt)
          ? { ...before, ...found, phase: 'told', reason: null, firstAt: before.firstAt ?? at, at, tookMs }
          : { ...before, from: found.from, to: found.to, phase: 'looking', reason: null, at, tookMs };
    if (told !== null && !asked && saysTheSame(told, next)) return;
    looked.told = { ...next, version: (told?.version ?? 0) + 1 };
    this.parts.post({ type: 'diagnosis', revision: this.parts.revision, diagnosis: looked.told });
  }

  /** Why there is nothing to judge; a sentence. */
  #missing(stepMs: number): string | null {
    const staleMs = Math.max(staleSteps * stepMs, staleMsMin);
    for (const id of this.#backendIds) {
      const { seenTo, failure } = this.parts.backend(id);
      if (failure !== null) return `${id} does not answer, and without its samples nothing is guessed: ${failure}`;
      const ageMs = (this.parts.roomAt() ?? 0) - (seenTo ?? Number.NaN);
      if (ageMs > staleMs)
        return `The newest samples of ${id} are ${Math.round(ageMs / 1_000)} s old; on old data nothing is guessed.`;
    }
    return null;
  }

  #seenTo(): number | null {
    const moments = this.#backendIds.map((id) => this.parts.backend(id).seenTo);
    return moments.length === 0 || moments.includes(null) ? null : Math.min(...moments.flatMap((moment) => moment ?? []));
  }

  #linkSeries(): LinkSeries | null {
    const link = this.parts.link();
    if (this.#series?.revision !== link.revision)
      this.#series = { revision: link.revision, series: linkSeriesOf(this.parts.workspace, link, this.parts.catalog) };
    return this.#series.series;
  }

  /** Where on the way people are counted first. */
  #entryMetric(): string | undefined {
    return [...this.#stageNodes].sort(([, a], [, b]) => a.order - b.order)[0]?.[0] ?? this.parts.workspace.funnel[0]?.metric;
  }
}

function nothingYet({ id, startedAt }: IncidentCase, at: number): Diagnosis {
  return {
    ...{ incidentId: id, version: 0, phase: 'looking', reason: null, firstAt: null, at, from: startedAt, to: startedAt },
    ...{ verdict: 'unexplained', demand: null, symptom: { node: null, kind: 'failures' }, suspects: [] },
    ...{ residual: { share: 1, perMinute: null }, ruledOut: [], dimensions: [], tookMs: 0 },
  };
}
