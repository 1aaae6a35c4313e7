import type { Diagnosis, Suspect } from './diagnosis';
import type { Incident } from './incidents';
import type { Execution, PlanView } from './protection';

/** Why a plan is worth reading for an incident. */
export type PlanReason =
  /** It is written for this suspect: `by` its name, or only its kind. */
  | { readonly kind: 'suspect'; readonly suspectId: string; readonly target: string; readonly by: 'target' | 'kind' }
  /** One of its switches, or it itself, relieves the suspect; `place`: the node or link that it is bound to. */
  | { readonly kind: 'relieves'; readonly suspectId: string; readonly target: string; readonly place: string }
  /** It is written for the stage whose orders are lost. */
  | { readonly kind: 'stage'; readonly metricId: string };

export interface RecommendedPlan {
  readonly planKey: string;
  /** 0–1: how likely it touches the cause; for order only. */
  readonly score: number;
  /** Strongest first, at least one. */
  readonly why: readonly PlanReason[];
  /** `takenBack`: tried for this incident and taken back or released. `inForce`: it is at work now, for whatever reason. */
  readonly state: 'untried' | 'inForce' | 'takenBack';
  /** The execution that `state` speaks of; null for one that was not tried. */
  readonly executionId: string | null;
}

/** What a reason is worth beside the suspect's own confidence: a name says more than a place, a place more than a kind. */
const worth = { target: 1, place: 0.85, neighbour: 0.7, kind: 0.6 } as const;
/** Orders lost at its stage: enough to be shown without a suspect, not enough to outrank one. */
const stageScore = 0.2;
/** What else speaks for it decides between plans for the same suspect. */
const alsoScore = 0.02;

/**
 * The plans that are worth reading for an incident, best first; those that were tried for it and taken back come last, so that the next
 * candidate is at the top by itself. A plan's `for` is read as one sentence: of these kinds, and of these targets, and at these stages,
 * each where it is written.
 */
export function recommendPlans(
  plans: readonly PlanView[],
  diagnosis: Diagnosis | null,
  incident: Pick<Incident, 'id' | 'cost' | 'lead'>,
  executions: readonly Execution[],
): readonly RecommendedPlan[] {
  const suspects = diagnosis?.phase === 'told' ? diagnosis.suspects : [];
  const stages = [...new Set([...(incident.cost === null ? [] : [incident.cost.metricId]), incident.lead.metricId])];
  const recommended = plans.flatMap((plan): RecommendedPlan[] => {
    const reasons = [...stageReasons(plan, stages), ...suspects.flatMap((suspect) => suspectReasons(plan, suspect, stages))];
    const [first, ...others] = reasons.sort((a, b) => b.score - a.score);
    if (first === undefined) return [];
    const score = Math.min(1, first.score + alsoScore * others.length);
    return [{ planKey: plan.id, score, why: reasons.map(({ reason }) => reason), ...stateOf(plan, incident.id, executions) }];
  });
  return recommended.sort((a, b) => rankOf(a) - rankOf(b) || b.score - a.score || (a.planKey < b.planKey ? -1 : 1));
}

interface Scored {
  readonly score: number;
  readonly reason: PlanReason;
}

function stageReasons(plan: PlanView, stages: readonly string[]): readonly Scored[] {
  const { kinds, targets, metrics } = plan.for;
  const metricId = stages.find((stage) => metrics?.includes(stage) === true);
  // One that is written for certain suspects waits for them.
  if (metricId === undefined || kinds !== null || targets !== null) return [];
  return [{ score: stageScore, reason: { kind: 'stage', metricId } }];
}

function suspectReasons(plan: PlanView, suspect: Suspect, stages: readonly string[]): readonly Scored[] {
  const { id: suspectId, target, confidence } = suspect;
  const { kinds, targets, metrics } = plan.for;
  const ofStage = metrics === null || metrics.some((metric) => stages.includes(metric));
  const ofKind = kinds === null || kinds.includes(suspect.kind);
  const ofTarget = targets === null || targets.includes(target);
  const scored: Scored[] = [];
  if (ofStage && ofKind && ofTarget && (kinds !== null || targets !== null)) {
    const by = targets === null ? 'kind' : 'target';
    scored.push({ score: confidence * worth[by], reason: { kind: 'suspect', suspectId, target, by } });
  }
  const place = plan.relieves.find((each) => each === target) ?? plan.relieves.find((each) => each.endsWith(`→${target}`));
  // Its own words come first: a plan for other kinds or stages is not meant here although it touches the place.
  if (place !== undefined && ofStage && ofKind && scored.length === 0)
    scored.push({
      score: confidence * (place === target ? worth.place : worth.neighbour),
      reason: { kind: 'relieves', suspectId, target, place },
    });
  return scored;
}

const activePhases: readonly string[] = [
  'running',
  'verifying',
  'inForce',
  'releasing',
  'reverting',
  'stopped',
  'unclear',
  'stuck',
];

function stateOf(
  plan: PlanView,
  incidentId: string,
  executions: readonly Execution[],
): Pick<RecommendedPlan, 'state' | 'executionId'> {
  const its = executions.filter(({ planKey }) => planKey === plan.id).sort((a, b) => b.startedAt - a.startedAt);
  const active = its.find(({ phase }) => activePhases.includes(phase));
  if (active !== undefined) return { state: 'inForce', executionId: active.id };
  const tried = its.find((each) => each.incidentId === incidentId);
  return tried === undefined ? { state: 'untried', executionId: null } : { state: 'takenBack', executionId: tried.id };
}

function rankOf({ state }: RecommendedPlan): number {
  return state === 'takenBack' ? 1 : 0;
}
