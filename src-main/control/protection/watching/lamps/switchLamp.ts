import type { InstanceReading, SwitchView } from '../../../../../contract/protection';
import type { SwitchSettings, SwitchValue, TargetSettings } from '../../../../../contract/protectionSettings';
import { refuse, accept, type Result } from '../../../../../contract/result';
import { simulatedOf, type BoundSwitch } from '../../../../actions/protection/registry';
import type { Executions, ProtectionClock, TrafficValue } from '../../parts';
import type { LiveTraffic } from '../traffic';
import type { InstanceDoors } from './instanceDoors';
import { judgeObserved } from './judgeObserved';
import { viewWritten } from './viewWritten';

export interface LampParts {
  readonly executions: Executions;
  readonly traffic: Pick<LiveTraffic, 'read' | 'readAt'>;
  readonly clock: ProtectionClock;
  readonly doors: InstanceDoors;
  readonly publish: (view: SwitchView) => void;
}

/** One switch: what is wanted of it, what its instances say, what traffic shows. */
export interface SwitchLamp {
  /** Asks every instance and traffic once, and publishes what it hears as it hears it. Never rejects. */
  round(hurry: boolean): Promise<void>;
  /** For a person: what failed, when nobody answered. */
  readonly failure: () => Result<void>;
  /** Publishes what is wanted now. `written`: something was written since the instances were read. */
  show(written: boolean): void;
  /** Something is wanted of it. */
  readonly isWanted: () => boolean;
}

/** Instances that are asked at once: sockets are not endless, and one that hangs holds only its own place. */
const atOnceMax = 50;
/** Answers that come in one breath are one change for windows; who hangs does not hold back the others. */
const breathMs = 100;

/** @param bound the switch at its target, or why it cannot be bound */
export function createSwitchLamp(
  [id, settings, target]: readonly [string, SwitchSettings, TargetSettings],
  bound: BoundSwitch | string,
  { executions, traffic, clock, doors, publish }: LampParts,
): SwitchLamp {
  let instances = new Map<string, InstanceReading>();
  /** In which order it happened: reads by their beginning, and the newest write. */
  const readOrder = new Map<string, number>();
  let [order, writtenOrder] = [0, 0];
  let acknowledged: SwitchView['written']['acknowledged'] = null;
  let reading: TrafficValue | null = null;
  let since: { readonly of: string; readonly at: number; readonly ms: number; before: number | null } | null = null;
  let underWay: Promise<void> | null = null;
  let endBreath: (() => void) | null = null;
  if (typeof bound === 'string') hear(settings.target, { ok: false, says: bound }, 0);

  function hear(
    instance: string,
    answer: { readonly ok: true; readonly value: SwitchValue } | { readonly ok: false; readonly says: string },
    began: number,
  ): void {
    const before = instances.get(instance);
    readOrder.set(instance, began);
    instances.set(
      instance,
      answer.ok
        ? { instance, value: answer.value, readAt: Math.round(clock.roomNow() ?? clock.wallMs()), failure: null }
        : { instance, value: before?.value ?? null, readAt: before?.readAt ?? null, failure: answer.says },
    );
    endBreath ??= clock.after(breathMs, show);
  }

  /** What most instances are wanted to have; a partial release leaves some of them without. */
  function wantedMost(): SwitchView['wanted'] {
    const votes = new Map<string, { readonly value: SwitchValue; readonly executionId: string; count: number }>();
    for (const { value, executionId } of executions.wantedOf(id).values()) {
      const key = JSON.stringify([value, executionId]);
      votes.set(key, { value, executionId, count: (votes.get(key)?.count ?? 0) + 1 });
    }
    const most = [...votes.values()].reduce<{ value: SwitchValue; executionId: string; count: number } | null>(
      (first, each) => (first === null || each.count > first.count ? each : first),
      null,
    );
    return most === null ? null : { value: most.value, executionId: most.executionId };
  }

  /** Since when it is wanted so; a console that was away asks the room how long ago that is. */
  function sinceOf(wanted: NonNullable<SwitchView['wanted']>): NonNullable<typeof since> {
    const of = wanted.executionId;
    if (since?.of === of) return since;
    const at = executions.find(of)?.startedAt ?? clock.roomNow() ?? 0;
    const agoMs = Math.max(0, ((clock.roomNow() ?? at) - at) / clock.roomRate());
    since = { of, at, ms: clock.monotonicMs() - agoMs, before: null };
    return since;
  }

  function viewObserved(wanted: SwitchView['wanted']): SwitchView['observed'] {
    const { observed, usual } = settings;
    if (observed === undefined) return { state: 'none', value: null, before: null, unit: '', at: null, left: null };
    if (wanted === null || wanted.value === usual) return judgeObserved({ settings: observed, reading, wanted: null });
    const { at: sinceAt, ms, before } = sinceOf(wanted);
    const leftMs = ms + observed.within - clock.monotonicMs();
    return judgeObserved({ settings: observed, reading, wanted: { before, sinceAt, leftMs } });
  }

  function show(): void {
    endBreath?.();
    endBreath = null;
    const wanted = wantedMost();
    const { name, kind, on, owner, unit, range, usual, cost, proven } = settings;
    publish({
      ...{
        id,
        name,
        kind,
        on,
        targetId: settings.target,
        channel: target.kind,
        simulated: simulatedOf(target.kind),
        owner,
        unit,
      },
      range: 'values' in range ? { values: range.values } : { min: range.min, max: range.max },
      usual,
      cost,
      provenOn: proven ?? null,
      wanted,
      written: viewWritten({
        ...{ switchId: id, instances: [...instances.values()], usual, acknowledged },
        wanted: executions.wantedOf(id),
        find: (executionId) => executions.find(executionId),
        isOutdated: (instance) => (readOrder.get(instance) ?? 0) < writtenOrder,
      }),
      observed: viewObserved(wanted),
    });
  }

  async function readInstances(its: BoundSwitch, hurry: boolean): Promise<void> {
    const named = await doors.ask(settings.target, hurry, (signal) => its.instances(signal));
    if (named.ok) {
      const before = instances;
      instances = new Map(
        named.value.map((instance) => [instance, before.get(instance) ?? { instance, value: null, readAt: null, failure: null }]),
      );
    } else if (instances.size === 0) return hear(settings.target, named, order);
    const queue = [...instances.keys()].values();
    const work = async (): Promise<void> => {
      for (const instance of queue) {
        const began = (order += 1);
        const answer = await doors.ask(`${settings.target} ${instance}`, hurry, (signal) => its.read(instance, signal));
        hear(instance, answer.ok ? { ok: true, value: answer.value.value } : answer, began);
      }
    };
    await Promise.all(Array.from({ length: Math.min(atOnceMax, instances.size) }, work));
  }

  async function readAcknowledged({ acknowledged: ask }: BoundSwitch, hurry: boolean): Promise<void> {
    if (ask === null) return;
    const answer = await doors.ask(`${settings.target} acknowledgements`, hurry, ask);
    acknowledged = answer.ok ? answer.value : null;
  }

  async function readTraffic(): Promise<void> {
    const { observed } = settings;
    if (observed === undefined) return;
    const wanted = wantedMost();
    if (wanted !== null) {
      const began = sinceOf(wanted);
      began.before ??= (await traffic.readAt(observed, began.at)).value;
    }
    reading = await traffic.read(observed);
    show();
  }

  async function oneRound(hurry: boolean): Promise<void> {
    const reads = typeof bound === 'string' ? [] : [readInstances(bound, hurry), readAcknowledged(bound, hurry)];
    await Promise.all([...reads, readTraffic()]);
    show();
  }

  return {
    round: async (hurry) => {
      // A person who asks while it is read waits for that and then asks anew: what is read now may be from before what they did.
      if (underWay !== null) await underWay;
      if (underWay !== null) return underWay;
      underWay = oneRound(hurry).finally(() => {
        underWay = null;
      });
      return underWay;
    },
    failure: () => {
      const failed = [...instances.values()].flatMap(({ failure }) => failure ?? [])[0];
      const anybody = [...instances.values()].some(({ readAt, failure }) => readAt !== null && failure === null);
      return anybody || failed === undefined ? accept(undefined) : refuse('unavailable', failed);
    },
    show: (written) => {
      if (written) writtenOrder = order += 1;
      show();
    },
    isWanted: () => executions.wantedOf(id).size > 0,
  };
}
