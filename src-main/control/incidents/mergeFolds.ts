import { incidentPinsMax, type EvidencePin } from '../../../contract/coreLink';
import { step, withSteps } from './steps';
import { explain } from './explain';
import { addFinding, evidenceOf, type Fold } from './fold';
import type { LinkGraph } from './linkGraph';
import { burstMs, burstOrigins } from './rules';

export interface MergeSetup {
  readonly folds: Map<number, Fold>;
  readonly home: Map<string, Fold>;
  readonly graph: LinkGraph;
  /** What people call a maintenance. */
  readonly maintenanceName: (id: string) => string;
}

/**
 * Two that turn out to be one: all that the one found is explained by the other. And several unconnected ones that began within
 * the same minute: a fault that everything feels. The one that was seen first keeps its name; what a maintenance explains goes
 * back under it.
 */
export function mergeFolds(setup: MergeSetup, at: number): void {
  const { folds, graph } = setup;
  for (;;) {
    const pair = findPair([...folds.values()], graph);
    if (pair === null) break;
    merge(...pair, setup, at);
  }
  for (const [first, ...others] of burstsOf([...folds.values()].filter(mayMerge), graph))
    if (first !== undefined) for (const other of others) merge(first, other, setup, at);
}

/** What somebody has judged or resolved stays as it is. */
function mayMerge({ incident, mergedInto, maintenanceId }: Fold): boolean {
  const untouched = incident === null || (incident.phase !== 'resolved' && incident.verdict === null);
  return mergedInto === null && maintenanceId === null && untouched;
}

/** The first is to take the second. What has not changed was looked at before. */
function findPair(folds: readonly Fold[], graph: LinkGraph): [Fold, Fold] | null {
  const open = folds.filter(mayMerge);
  for (const a of open)
    for (const b of open) {
      if (a.key >= b.key || a.traffic !== b.traffic || (!a.dirty && !b.dirty)) continue;
      if (isPart(b, a, graph) || isPart(a, b, graph)) return [a, b];
    }
  const hidden = folds.filter(({ maintenanceId }) => maintenanceId !== null);
  for (const cover of hidden)
    for (const one of open)
      if (one.traffic === cover.traffic && (one.dirty || cover.dirty) && isPart(one, cover, graph)) return [cover, one];
  return null;
}

function isPart(part: Fold, whole: Fold, graph: LinkGraph): boolean {
  const evidence = evidenceOf(whole, graph);
  return [...part.findings.values()].every((finding) => explain(evidence, finding, graph) !== null);
}

function burstsOf(folds: readonly Fold[], graph: LinkGraph): Fold[][] {
  const sorted = folds
    .map((fold) => ({ fold, evidence: evidenceOf(fold, graph) }))
    .filter(({ evidence }) => evidence.origins.length > 0)
    .sort((a, b) => a.evidence.startedAt - b.evidence.startedAt);
  const bursts: Fold[][] = [];
  for (let from = 0; from < sorted.length;) {
    const first = sorted[from];
    const inside = sorted
      .slice(from)
      .filter(
        ({ fold, evidence }) =>
          first !== undefined && evidence.startedAt - first.evidence.startedAt <= burstMs && fold.traffic === first.fold.traffic,
      );
    const origins = inside.reduce((sum, { evidence }) => sum + evidence.origins.length, 0);
    if (inside.length > 1 && origins >= burstOrigins && inside.some(({ fold }) => fold.dirty))
      bursts.push(inside.map(({ fold }) => fold).sort((a, b) => a.key - b.key));
    from += Math.max(1, inside.length);
  }
  return bursts;
}

function merge(into: Fold, from: Fold, { folds, home, maintenanceName }: MergeSetup, at: number): void {
  for (const finding of from.findings.values()) {
    addFinding(into, finding);
    home.set(finding.alarm.id, into);
  }
  into.alarmCount += from.alarmCount - from.findings.size;
  into.evidence = null;
  if (from.incident === null) {
    // Nobody has seen it yet: there is nothing to tell.
    folds.delete(from.key);
    return;
  }
  if (into.incident === null && into.maintenanceId === null) throw new Error('the older of two incidents has been seen first');
  const name = into.incident?.id ?? maintenanceName(into.maintenanceId ?? '');
  if (into.incident !== null) {
    const pins = joinPins(into.incident.pins, from.incident.pins);
    into.incident = withSteps({ ...into.incident, pins }, [step(at, 'merged', from.incident.id)]);
  }
  from.incident = withSteps({ ...from.incident, phase: 'resolved', resolvedAt: at, activeCount: 0 }, [step(at, 'merged', name)]);
  from.mergedInto = name;
  from.findings.clear();
}

/** What people put beside the one explains the other too. */
function joinPins(pins: readonly EvidencePin[], more: readonly EvidencePin[]): readonly EvidencePin[] {
  const fresh = more.filter((pin) => !pins.some(({ target, at }) => target === pin.target && at === pin.at));
  return fresh.length === 0 ? pins : [...pins, ...fresh].slice(0, incidentPinsMax);
}
