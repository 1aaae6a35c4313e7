import type { DimensionFinding, IncidentCase } from '../../../contract/diagnosis';
import { backendIdOf, type Workspace } from '../../../contract/workspace';
import type { Span } from '../asking/spanAnswers';
import type { TableCatalog } from '../tables/tableCut';
import type { SampleSource } from '../backends/backend';
import { sumOf } from './dimensions/columns';
import { bestSingle } from './findings/bestSingle';
import { changeFinding } from './findings/changeFinding';
import { chooseDimensions, combinationsOf, type SingleCut } from './findings/chooseDimensions';
import { calmParts, comparedSpans, spansOf, type ComparedSpans } from './findings/comparedSpans';
import { readCut, type CutCounts } from './findings/cutCounts';
import { leafCounts, type LeafCounts } from './findings/leafCounts';
import { rake } from './findings/rake';
import { ratioFinding } from './findings/ratioFinding';
import { yardstickOf, type Yardstick } from './findings/yardstick';

export interface DimensionReaderParts {
  readonly workspace: Workspace;
  readonly catalog: TableCatalog;
  /** Null where the backend has none. */
  readonly samples: (backendId: string) => Pick<SampleSource, 'breakdown'> | null;
}

/** An incident's combinations are read again when this much more of it has been seen, room ms … */
const renewedMs = 60_000;
/** … and remembered for as many incidents as may be open at once in a bad hour. */
const rememberedMax = 32;
const calmPartsCount = 5;
/** A cut by several dimensions that misses more of the total than this is of something else. */
const missingMax = 0.1;

/** Which combinations of dimensions an incident's loss is in. Asks the counted stage's backend one question at a time. */
export class DimensionReader {
  /** By incident id; oldest first. */
  readonly #told = new Map<
    string,
    { readonly metricId: string; readonly to: number; readonly findings: readonly DimensionFinding[] }
  >();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: DimensionReaderParts) {}

  /**
   * The counted stage in orders per minute, and its conversion from the stage before. Within a minute of an earlier answer that one
   * is given again; `forget` first to have it read anew. Empty where no stage is counted or nothing of it can be cut.
   * @param span what is judged; its samples have all arrived
   * @throws BackendFailure
   */
  async read(incident: IncidentCase, span: Span, signal: AbortSignal): Promise<readonly DimensionFinding[]> {
    const metricId = countedMetricOf(incident, this.parts.workspace);
    if (metricId === null || span.to <= span.from) return [];
    const told = this.#told.get(incident.id);
    if (told !== undefined && told.metricId === metricId && Math.abs(span.to - told.to) < renewedMs) return told.findings;
    const turn = this.#turn.then(() => (signal.aborted ? [] : this.#find(incident, metricId, span, signal)));
    this.#turn = turn.catch(() => undefined);
    const findings = await turn;
    if (signal.aborted) return findings;
    this.#told.delete(incident.id);
    this.#told.set(incident.id, { metricId, to: span.to, findings });
    for (const id of [...this.#told.keys()].slice(0, Math.max(0, this.#told.size - rememberedMax))) this.#told.delete(id);
    return findings;
  }

  forget(incidentId: string): void {
    this.#told.delete(incidentId);
  }

  async #find(incident: IncidentCase, metricId: string, span: Span, signal: AbortSignal): Promise<readonly DimensionFinding[]> {
    const { workspace } = this.parts;
    const spans = comparedSpans(span, incident.startedAt, workspace.timeZone);
    const ask: Ask = (metric, by, asked) => this.#ask(incident, metric, by, asked, signal);

    const cuts = new Map<string, CutCounts>();
    for (const dimension of Object.keys(workspace.dimensions)) {
      const cut = await ask(metricId, [dimension], spansOf(spans));
      if (cut !== null && cut.keys.size > 1) cuts.set(dimension, cut);
    }
    const yardstick = yardstickOf(cuts, spans);
    if (yardstick === null) return [];
    const singles = [...cuts].flatMap(([dimension, cut]): SingleCut[] => {
      const counts = leafCounts([dimension], cut, span, yardstick);
      return counts === null ? [] : [{ dimension, counts }];
    });
    const change =
      (await this.#findCombined(incident, metricId, span, singles, yardstick, ask)) ?? bestSingle(metricId, span, singles);
    if (change === null) return [];
    const ratio = await this.#findRatio(metricId, change.by, spans, ask);
    return ratio === null ? [change] : [change, ratio];
  }

  /** By as many dimensions at once as the backend counts together; null where it counts by single ones only. */
  async #findCombined(
    { alarms }: IncidentCase,
    metricId: string,
    span: Span,
    singles: readonly SingleCut[],
    yardstick: Yardstick,
    ask: Ask,
  ): Promise<DimensionFinding | null> {
    const asked = [span, ...yardstick.forecasts.map((forecast) => forecast.span)];
    for (let by = chooseDimensions(singles, alarms); by.length > 1; by = by.slice(0, -1)) {
      const cut = await ask(metricId, by, asked);
      const counts = cut === null ? null : leafCounts(by, cut, span, yardstick);
      if (counts !== null && coversTotal(counts, singles))
        return changeFinding(metricId, span, rake(counts, singles), combinationsOf(singles));
    }
    return null;
  }

  async #findRatio(metricId: string, by: readonly string[], spans: ComparedSpans, ask: Ask): Promise<DimensionFinding | null> {
    const { funnel } = this.parts.workspace;
    const stage = funnel.findIndex(({ metric }) => metric === metricId);
    const before = funnel[stage - 1];
    const lagMs = funnel[stage]?.lag ?? 0;
    if (before === undefined) return null;
    const pairs = [...calmParts(spans, calmPartsCount), spans.today.judged].map((numerator) => ({
      numerator,
      denominator: { from: numerator.from - lagMs, to: numerator.to - lagMs },
    }));
    const earlier = pairs.map(({ denominator }) => denominator);
    // The stage before may not know all of these: a payment channel is chosen when one pays.
    const shared: string[] = [];
    for (const dimension of by)
      if (((await ask(before.metric, [dimension], earlier))?.keys.size ?? 0) > 1) shared.push(dimension);
    if (shared.length === 0) return null;
    const denominator = await ask(before.metric, shared, earlier);
    const numerator = await ask(
      metricId,
      shared,
      pairs.map((pair) => pair.numerator),
    );
    if (numerator === null || denominator === null) return null;
    return ratioFinding({ metricId, ofMetricId: before.metric, by: shared, numerator, denominator, spans: pairs });
  }

  async #ask(
    { traffic }: IncidentCase,
    metricId: string,
    by: readonly string[],
    spans: readonly Span[],
    signal: AbortSignal,
  ): Promise<CutCounts | null> {
    const { workspace, catalog } = this.parts;
    const lookup = catalog({ metricId, slice: {}, traffic, by: [...by] });
    const samples = this.parts.samples(backendIdOf(workspace, metricId));
    if (!lookup.found || samples === null || signal.aborted) return null;
    return readCut(samples, lookup.cut, workspace.metrics[metricId]?.join ?? 'mean', spans, signal);
  }
}

/** The stage whose orders are lost; where none are, the business metric that leads. */
export function countedMetricOf({ cost, alarms }: IncidentCase, { metrics }: Workspace): string | null {
  const business = alarms.find(({ metricId }) => metrics[metricId]?.of === 'business');
  return cost?.metricId ?? business?.metricId ?? null;
}

/** Null where there is no such cut. @throws BackendFailure */
type Ask = (metricId: string, by: readonly string[], spans: readonly Span[]) => Promise<CutCounts | null>;

/** Where some combinations are counted and others not, the whole would seem lost. */
function coversTotal({ actual, expected }: LeafCounts, singles: readonly SingleCut[]): boolean {
  const total = Math.max(...singles.map(({ counts }) => sumOf(counts.actual) + sumOf(counts.expected)));
  return sumOf(actual) + sumOf(expected) >= (1 - missingMax) * total;
}
