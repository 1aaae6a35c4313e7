import type { StageReading, WorkspaceView } from '../../../contract/state';
import type { LocalText } from '../../../contract/words';
import { dataAge, isCurrent } from '../../state/dataAge';
import type { DataAge } from '../../state/dataAge';
import { healthOfRate } from '../../ui/health';
import type { Health } from '../../ui/health';

/** One funnel stage as the overview shows it. */
export interface StageView {
  readonly metricId: string;
  readonly name: LocalText;
  readonly unit: string;
  /** null until the engine has said anything about this stage. */
  readonly reading: StageReading | null;
  readonly age: DataAge;
  readonly health: Health;
  /** How long orders take from the funnel's entry to this stage, ms. */
  readonly lagMs: number;
}

/** The room's moment: epoch ms and room ms per workstation ms. */
export interface RoomMoment {
  readonly roomAt: number;
  readonly rate: number;
}

/** Share of conversion a stage must have lost before it is called a leak. */
const leakFrom = 0.02;

const nothingYet: DataAge = { phase: 'loading', ageMs: null };

/** The funnel in its order; a stage whose data stopped is `unknown`, however well it looked in the last frame. */
export function stageViews(
  workspace: WorkspaceView,
  stages: Readonly<Record<string, StageReading>>,
  moment: RoomMoment,
): readonly StageView[] {
  let lagMs = 0;
  const views = workspace.funnel.map((stage) => {
    lagMs += stage.lagMs;
    const metric = workspace.metrics[stage.metricId];
    const reading = stages[stage.metricId] ?? null;
    const age = reading === null ? nothingYet : dataAge({ ...reading, ...moment });
    return {
      metricId: stage.metricId,
      name: metric?.name ?? { zh: stage.metricId, en: stage.metricId },
      unit: metric?.unit ?? '',
      reading,
      age,
      health: reading === null || !isCurrent(age) ? 'unknown' : stageHealth(reading, metric?.stepMs ?? 0),
      lagMs,
    };
  });
  const firstBroken = views.findIndex(({ health }) => health === 'broken');
  return views.map((view, i) =>
    firstBroken >= 0 && i > firstBroken && onlyFollows(view) ? { ...view, health: 'degraded' } : view,
  );
}

/** A stage that loses what never reached it is hit, not broken: red says where to look, and that is further up. */
function onlyFollows({ health, reading }: StageView): boolean {
  if (health !== 'broken' || reading === null || reading.conversion === null || reading.conversionExpected === null) return false;
  return reading.conversionExpected - reading.conversion < leakFrom;
}

/** A slight shortfall counts once it lasts (the engine has found a run of low buckets): one low bucket is weather, not trouble. */
function stageHealth({ value, expected, missingSince }: StageReading, bucketMs: number): Health {
  const health = healthOfRate(value, expected, bucketMs);
  return health === 'watch' && missingSince === null ? 'ok' : health;
}

/** Worse first: a broken stage before a degraded one, and among equals the earliest, because the later ones follow it. */
export function leadingTrouble(stages: readonly StageView[]): StageView | null {
  for (const health of ['broken', 'degraded', 'watch'] as const) {
    const found = stages.find((stage) => stage.health === health);
    if (found !== undefined) return found;
  }
  return null;
}

/** The stage in trouble where most more orders than usual get lost on the way in. */
export function biggestLeak(stages: readonly StageView[]): StageView | null {
  const lost = ({ reading }: StageView): number =>
    reading === null || reading.conversion === null || reading.conversionExpected === null
      ? 0
      : reading.conversionExpected - reading.conversion;
  const leaking = stages.filter((stage) => isTroubled(stage.health) && lost(stage) >= leakFrom);
  return leaking.reduce<StageView | null>((most, stage) => (most === null || lost(stage) > lost(most) ? stage : most), null);
}

export function isTroubled(health: Health): boolean {
  return health === 'watch' || health === 'degraded' || health === 'broken';
}
