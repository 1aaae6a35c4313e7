import type { IncidentCase } from '../../../../contract/diagnosis';
import { causeCaseOf } from '../reading/causeCaseOf';
import type { JudgedSpan } from '../reading/judgedSpan';
import type { LinkColumns } from '../reading/linkColumns';
import { rankSuspects } from '../rootCause/rankSuspects';
import { blameDeafNodes } from './deafNodes';
import { followSlowness } from './followSlowness';
import type { NodeLook } from './nodeLooks';
import { joinBlame, poolCauses, type Felt, type Pooled } from './poolCauses';
import { symptomsOf } from './symptoms';

/** Fewer failures than this, share of a place's requests, cost nobody an order worth the name: then slowness is what is felt. */
const leastFailing = 0.01;
/** Less blame than this is no lead. */
const leastShare = 0.3;
/** Whoever does most of what a place feels that the leading suspects do not touch is believed half as much as they are. */
const besideShare = 0.5;
const besideExplains = 0.5;

/**
 * Who did it, of all places where it is felt. Failures count before slowness, because they are what costs orders; what only waits for
 * somebody slow is led back to him. Then those whom places blame that the leading suspects do not explain: a second fault shows at
 * another place, or in another way, than the first.
 */
export function leadingCauses(
  incident: IncidentCase,
  columns: LinkColumns,
  span: JudgedSpan,
  looks: readonly NodeLook[],
  nodeOfStage: (metricId: string) => string | null,
): Pooled[] {
  const felts = symptomsOf(incident, columns, looks, nodeOfStage).map((symptom): Felt => {
    return { symptom, cause: rankSuspects(causeCaseOf(columns, span, symptom)) };
  });
  const blamedBy = (some: readonly Felt[]): Pooled[] => {
    const pooled = poolCauses(some);
    return some[0]?.symptom.kind === 'failures' ? followSlowness(pooled, columns, span) : pooled;
  };
  const failures = blamedBy(felts.filter(({ symptom }) => symptom.kind === 'failures'));
  const latency = blamedBy(felts.filter(({ symptom }) => symptom.kind === 'latency'));
  const lead = areFelt(failures) || (latency[0]?.share ?? 0) < leastShare ? failures : latency;
  const known = new Set(lead.flatMap(({ suspect, share }) => (share >= leastShare ? suspect.nodes : [])));
  const badnessOf = ({ symptom }: Felt): number =>
    looks.find(({ node, series }) => node === symptom.node && series === symptom.kind)?.badness ?? 0;
  const beside: Pooled[] = [];
  for (const felt of felts.filter(({ symptom }) => symptom.node !== null).sort((a, b) => badnessOf(b) - badnessOf(a))) {
    const [first] = blamedBy([felt]);
    if (first === undefined || first.share < besideExplains || first.suspect.path.some((node) => known.has(node))) continue;
    for (const node of first.suspect.nodes) known.add(node);
    // Later ones, at places that look less bad, behind earlier ones.
    beside.push({ ...first, share: (first.share * besideShare) / (1 + beside.length) });
  }
  const moments = { reference: span.reference, judged: span.judged, weights: span.judged.map(() => 1) };
  return joinBlame(blameDeafNodes([...lead, ...beside], columns, moments));
}

function areFelt([first]: readonly Pooled[]): boolean {
  if (first === undefined || first.share < leastShare) return false;
  return first.suspect.evidence.some(({ series, usual, now }) => series === 'latency' || now - usual >= leastFailing);
}
