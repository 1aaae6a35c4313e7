import type { Blast, PlanSheet, SheetStep, SheetWrite } from '../../../../contract/protection';
import type { PlanSettings, SwitchValue } from '../../../../contract/protectionSettings';
import type { Workspace } from '../../../../contract/workspace';
import type { BoundSwitch, Reading } from '../../../actions/protection/registry';
import type { Book } from '../book/book';
import { placeOf } from '../book/keptExecution';
import { attempt, eachOf, instanceMs } from '../executions/patience';
import { planWrite, readInstance } from '../executions/sendRound';
import type { ProtectionClock, Traffic } from '../parts';
import { conflictsOf } from './conflictsOf';
import { digestOf } from './digestOf';
import { valueOf } from './resolveParameters';

export interface PlanToRead {
  readonly planKey: string;
  readonly plan: PlanSettings;
  readonly parameters: Readonly<Record<string, SwitchValue>>;
  readonly workspace: Workspace;
  readonly bind: (switchId: string) => BoundSwitch;
  readonly traffic: Traffic;
  readonly book: () => Book;
  readonly clock: ProtectionClock;
}

export type ReadPlan = Pick<PlanSheet, 'steps' | 'writes' | 'blast' | 'conflicts' | 'unlessHarm' | 'digest' | 'needs'>;

/** A sentence where so much cannot be read that no step could be set. Has no effect anywhere. */
export async function readPlan(of: PlanToRead): Promise<ReadPlan | string> {
  const { plan, planKey, parameters, workspace, traffic } = of;
  const switchIds = [...new Set(plan.steps.flatMap(({ set }) => set.map((each) => each.switch)))];
  const [read, blast, steps, unlessHarm] = await Promise.all([
    readSwitches(of, switchIds),
    measureBlast(of, switchIds),
    Promise.all(plan.steps.map((step) => sheetStep(step, parameters, traffic))),
    Promise.all(plan.unlessHarm.map((guard) => traffic.guard(guard))),
  ]);
  if (typeof read === 'string') return read;
  const writes = writesOf(of, read);
  const tooMany = plan.steps.map((step) => leftTooMany(step, writes)).find((why) => why !== null);
  if (tooMany !== undefined) return tooMany;
  return {
    steps,
    writes,
    blast,
    conflicts: conflictsOf(writes, workspace.switches, of.book()),
    unlessHarm,
    digest: digestOf({ planKey, version: plan.version, parameters, writes }, plan),
    needs: needsOf(plan, blast, workspace.protection),
  };
}

/** What every instance of a switch has now, or why it cannot be read. */
type ReadSwitches = ReadonlyMap<string, { bound: BoundSwitch; instances: ReadonlyMap<string, Reading | string> }>;

async function readSwitches({ bind, clock }: PlanToRead, switchIds: readonly string[]): Promise<ReadSwitches | string> {
  const late = { code: 'unreachable', says: `The target did not answer within ${instanceMs / 1_000} s.` } as const;
  const listed = await Promise.all(
    switchIds.map(async (switchId) => {
      const bound = bind(switchId);
      return { switchId, bound, names: await attempt(clock, late, (signal) => bound.instances(signal)) };
    }),
  );
  const unlisted = listed.find(({ names }) => !names.ok);
  if (unlisted !== undefined && !unlisted.names.ok)
    return `Where "${unlisted.switchId}" is set cannot be told: ${unlisted.names.says}`;
  const places = listed.flatMap(({ switchId, bound, names }) =>
    names.ok ? names.value.map((instance) => ({ switchId, bound, instance })) : [],
  );
  const readings = await eachOf(places, async ({ switchId, bound, instance }) => {
    const result = await readInstance(clock, bound, instance);
    return { switchId, instance, reading: result.ok ? result.value : result.says };
  });
  return new Map(
    listed.map(({ switchId, bound }) => [
      switchId,
      {
        bound,
        instances: new Map(readings.filter((each) => each.switchId === switchId).map((each) => [each.instance, each.reading])),
      },
    ]),
  );
}

/** A second step on the same switch begins where the first one ends. */
function writesOf({ plan, parameters }: PlanToRead, read: ReadSwitches): SheetWrite[] {
  const foreseen = new Map<string, Reading>();
  return plan.steps.flatMap(({ id: stepId, set }) =>
    set.flatMap(({ switch: switchId, to }) => {
      const wanted = valueOf(to, parameters);
      const of = read.get(switchId);
      return [...(of?.instances ?? [])].map(([instance, reading]): SheetWrite => {
        const place = { stepId, switchId, instance };
        if (of === undefined || typeof reading === 'string')
          return {
            ...place,
            present: null,
            wanted,
            request: '',
            failure: typeof reading === 'string' ? reading : 'It was not read.',
          };
        const present = foreseen.get(placeOf(place)) ?? reading;
        const planned = planWrite(of.bound, instance, present, wanted);
        if (typeof planned === 'string') return { ...place, present: present.value, wanted, request: '', failure: planned };
        foreseen.set(placeOf(place), { value: wanted, basis: present.basis });
        return { ...place, present: present.value, wanted, request: planned.request, failure: null };
      });
    }),
  );
}

function leftTooMany({ id, tolerate }: PlanSettings['steps'][number], writes: readonly SheetWrite[]): string | null {
  const its = writes.filter(({ stepId }) => stepId === id);
  const left = its.filter(({ failure }) => failure !== null);
  if (its.length === 0) return `The step "${id}" has no instance to set anything at.`;
  if (left.length <= tolerate * its.length) return null;
  return `Step "${id}": ${left.length} of ${its.length} cannot be set, more than the plan tolerates. ${left[0]?.failure ?? ''}`.trim();
}

async function sheetStep(
  step: PlanSettings['steps'][number],
  parameters: Readonly<Record<string, SwitchValue>>,
  traffic: Traffic,
): Promise<SheetStep> {
  return {
    id: step.id,
    name: step.name ?? null,
    set: step.set.map(({ switch: switchId, to }) => ({ switchId, to: valueOf(to, parameters) })),
    guards: await Promise.all(step.guards.map((guard) => traffic.guard(guard))),
    unless: step.unless,
    onFailure: step.onFailure,
    waitMs: step.wait,
  };
}

const nobody: Blast = { perMinute: 0, share: 0, metricId: null, slice: {}, at: null, by: [] };

/** Null where no switch says whose orders it touches, and where one touches nobody's while another does not say. */
async function measureBlast({ workspace, traffic }: PlanToRead, switchIds: readonly string[]): Promise<Blast | null> {
  const said = switchIds.map((switchId) => workspace.switches[switchId]?.touches ?? null);
  const touched = said.filter((each) => each !== null && each !== 'nobody');
  if (touched.length > 0) return traffic.blast(touched);
  return said.includes(null) ? null : nobody;
}

/** Friction grows with what is at stake; what cannot be measured counts as much. */
function needsOf({ risk }: PlanSettings, blast: Blast | null, bounds: Workspace['protection']): PlanSheet['needs'] {
  const perMinute = blast?.perMinute ?? Number.POSITIVE_INFINITY;
  const second = risk === 'high' || perMinute >= bounds.secondFrom;
  return { second, reason: second || perMinute >= bounds.reasonFrom };
}
