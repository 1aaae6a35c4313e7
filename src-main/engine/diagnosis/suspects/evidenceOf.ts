import type { EvidenceLine, SuspectEvidence } from '../../../../contract/diagnosis';
import type { Measure, MeasureSide } from '../../../../contract/state';
import type { Workspace } from '../../../../contract/workspace';
import type { Slice } from '../../../../contract/words';
import type { Evidence } from '../rootCause/rootCause';

/** What a window draws of an evidence: [from, to), room epoch ms. */
export interface DrawnSpan {
  readonly from: number;
  readonly to: number;
}

/** Of whom evidence is: a node's id, or the two ends of a call. */
export type EvidencePlace = { readonly node: string } | { readonly from: string; readonly to: string };

/** Root-cause evidence in the words that windows draw it by. */
export function evidenceOf(
  workspace: Workspace,
  evidence: Evidence,
  place: EvidencePlace,
  { from, to }: DrawnSpan,
): SuspectEvidence {
  const { why, of, usual, now, since, weight } = evidence;
  const series = seriesOf(evidence.series);
  return {
    ...{ why, of, series, usual: finite(usual), now: finite(now), since },
    weight: Math.min(1, Math.max(0, weight)),
    lines: linesOf(workspace, series, place),
    ...{ from, to },
  };
}

/** One line of a node, both sides of a call: as many as are measured. */
export function linesOf(workspace: Workspace, series: DrawnSeries, place: EvidencePlace, cut: Slice = {}): EvidenceLine[] {
  const measure = measureOf[series];
  const slice = { ...place, ...cut };
  const sides: readonly MeasureSide[] = 'node' in place ? ['node'] : ['caller', 'callee'];
  return sides.flatMap((side) => {
    const metricIds: { readonly [Name in Measure]?: string | undefined } = workspace.coreLink?.measures[side] ?? {};
    const metricId = metricIds[measure];
    return metricId === undefined ? [] : [{ metricId, slice, side }];
  });
}

type DrawnSeries = Exclude<SuspectEvidence['series'], 'change'>;

const measureOf = {
  latency: 'latencyP99',
  failures: 'failures',
  requests: 'requests',
  saturation: 'saturation',
} as const satisfies Record<DrawnSeries, Measure>;

/** Resources go by their own names; on the core link the only one is how full a node is. */
function seriesOf(name: string): DrawnSeries {
  return name === 'latency' || name === 'failures' || name === 'requests' ? name : 'saturation';
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
