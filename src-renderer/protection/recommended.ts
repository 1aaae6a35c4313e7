import type { Language } from '../../contract/choices';
import type { Incident } from '../../contract/incidents';
import { recommendPlans, type PlanReason, type RecommendedPlan } from '../../contract/recommendPlans';
import type { SharedState, WorkspaceView } from '../../contract/state';
import { openIncidents } from '../incidents/incidentOrder';
import { metricNameOf } from '../incidents/seriesName';
import { textOf } from '../i18n/text';
import { placeName } from './placeName';

/** A plan that is offered for an incident. */
export interface Recommended extends Pick<RecommendedPlan, 'planKey' | 'state' | 'executionId'> {
  readonly incidentId: string;
  /** In the window's language. */
  readonly why: string;
}

type Room = Pick<SharedState, 'plans' | 'diagnoses' | 'executions' | 'incidents' | 'coreLink' | 'workspace'>;

/** A plan that speaks for so much less than the best one is not offered beside it: it would only be in the way. */
const farBehind = 1 / 3;

/** For one incident, the best first. */
export function recommendedFor(incident: Incident, room: Room, language: Language): readonly Recommended[] {
  const workspace = room.workspace['current'];
  if (workspace === undefined) return [];
  const plans = recommendPlans(
    Object.values(room.plans),
    room.diagnoses[incident.id] ?? null,
    incident,
    Object.values(room.executions),
  );
  const best = Math.max(0, ...plans.filter(({ state }) => state !== 'takenBack').map(({ score }) => score));
  return plans
    .filter(({ score }) => score >= best * farBehind)
    .map(({ planKey, state, executionId, why }) => ({
      planKey,
      state,
      executionId,
      incidentId: incident.id,
      why: whyText(why[0], incident, room, workspace, language),
    }));
}

/** Per incident that many are worth reading before the whole board. */
export const recommendedMax = 3;

/** For all that are open, the gravest incident's first; each plan once. */
export function recommendedNow(room: Room, language: Language): readonly Recommended[] {
  const all = openIncidents(room.incidents).flatMap((incident) =>
    recommendedFor(incident, room, language).slice(0, recommendedMax),
  );
  return all.filter(({ planKey }, i) => all.findIndex((each) => each.planKey === planKey) === i);
}

/** The strongest reason, as a person would say it. */
function whyText(
  reason: PlanReason | undefined,
  { id }: Incident,
  room: Room,
  workspace: WorkspaceView,
  language: Language,
): string {
  const text = textOf(language);
  if (reason === undefined) return '';
  if (reason.kind === 'stage') return text('why.stage', { metric: metricNameOf(workspace, reason.metricId, language) });
  const suspect = room.diagnoses[id]?.suspects.find((each) => each.id === reason.suspectId)?.name[language] ?? reason.target;
  if (reason.kind === 'suspect') return text(`why.suspect.${reason.by}`, { suspect });
  return text('why.relieves', {
    suspect,
    place: placeName(workspace, room.coreLink['current'] ?? null, reason.place, language),
  });
}
