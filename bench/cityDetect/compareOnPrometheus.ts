import type { Workspace } from '../../contract/workspace';
import type { City } from '../../src-main/demoCity/city';
import { samplesOf, type CaseSamples } from './caseSamples';
import { caseWorkspace } from './caseWorkspace';
import type { CityCase } from './drawCase';
import { startPastPrometheus } from './pastPrometheus';
import { laneSpan, runLane, type LaneOutcome } from './runCase';

export interface Comparison {
  readonly agrees: boolean;
  /** Both answers, when they differ. */
  readonly said: string;
}

/** The funnel and these cuts of it: enough to tell, and a minute of Prometheus's time. */
const cuts = ['channel', 'idc'] as const;
/** A count on the edge of a bucket may fall into the next one. */
const sameWithinMs = 10_000;

/** The same case once more, its orders written into a real Prometheus and read back by the console's own backend. */
export async function compareOnPrometheus(drawn: CityCase, city: City): Promise<Comparison> {
  const workspace = ordersOnly(caseWorkspace(drawn));
  const straight = runLane('level', drawn, workspace, samplesOf(city));
  const onPrometheus: Workspace = { ...workspace, source: 'prometheus' };
  const span = laneSpan('level', drawn);
  const past = await startPastPrometheus(city, onPrometheus, span, cuts);
  try {
    const samples: CaseSamples = await past.readAll();
    return compare(straight, runLane('level', drawn, onPrometheus, samples));
  } finally {
    await past.close();
  }
}

function ordersOnly(workspace: Workspace): Workspace {
  const stages = new Set(workspace.funnel.map(({ metric }) => metric));
  const metrics: Workspace['metrics'] = {};
  for (const [id, metric] of Object.entries(workspace.metrics)) metrics[id] = { ...metric, watch: stages.has(id) };
  return { ...workspace, metrics, watch: { dimensions: [...cuts] } };
}

function compare(straight: LaneOutcome, read: LaneOutcome): Comparison {
  const sameFound =
    (straight.foundAt === null) === (read.foundAt === null) &&
    Math.abs((straight.foundAt ?? 0) - (read.foundAt ?? 0)) <= sameWithinMs;
  const agrees = sameFound && straight.falseOnes.length === read.falseOnes.length;
  return { agrees, said: `${tell(straight)} in this process, ${tell(read)} from Prometheus` };
}

function tell({ foundAt, falseOnes }: LaneOutcome): string {
  return `${foundAt === null ? 'nothing' : new Date(foundAt).toISOString()} and ${falseOnes.length} false`;
}
