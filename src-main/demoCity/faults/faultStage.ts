import { z } from 'zod';
import type { ChangeLog } from '../events/changeLog';
import { CityError } from '../cityError';
import { atLocalTime, localDay } from '../time/localDay';
import type { FaultKind, FaultScope, FaultTarget, PreparedFault } from './fault';
import { capacityLoss, cacheStampede, errors, latency, messageBacklog, slowDatabase, slowDecline } from './machineFaults';
import { badRelease, certReload, networkJitter, paymentOutage, promotionBurst } from './outsideFaults';

export const faultKindIds = [
  ...(['latency', 'errors', 'capacityLoss', 'paymentOutage', 'certReload', 'slowDatabase', 'messageBacklog'] as const),
  ...(['cacheStampede', 'badRelease', 'networkJitter', 'promotionBurst', 'slowDecline'] as const),
] as const;
export type FaultKindId = (typeof faultKindIds)[number];

/** Every kind of fault; an id without one does not compile. */
const kinds: Readonly<Record<FaultKindId, FaultKind>> = {
  ...{ latency, errors, capacityLoss, slowDatabase, messageBacklog, cacheStampede, slowDecline },
  ...{ paymentOutage, certReload, badRelease, networkJitter, promotionBurst },
};

/** `at`: epoch ms, a local time of day (`12:02:00`), or left out for now. Without `forSeconds` it stays until taken away. */
export const faultRequestSchema = z.looseObject({
  kind: z.enum(faultKindIds),
  at: z.union([z.number(), z.string()]).optional(),
  forSeconds: z.number().positive().optional(),
});
export type FaultRequest = z.infer<typeof faultRequestSchema>;

/** What is really wrong, and when: for drills and benchmarks only. */
export interface FaultTruth {
  id: string;
  kind: FaultKindId;
  from: number;
  /** Epoch ms; null while it has no end. */
  to: number | null;
  target: FaultTarget;
  params: Record<string, unknown>;
}

export interface FaultStage {
  start(request: FaultRequest): FaultTruth;
  /** Ends a fault now; throws CityError 404. */
  end(id: string): FaultTruth;
  truth(): FaultTruth[];
  /** Whether any fault changes the world at this moment. */
  busy(): boolean;
  /** Applies what is wrong at this moment; announces what is due. */
  apply(): void;
}

interface Staged {
  truth: FaultTruth;
  prepared: PreparedFault;
  announced: boolean;
}

const stagedMax = 1_000;

export function createFaultStage(scope: FaultScope, changes: ChangeLog, clock: { now(): number; offsetMs: number }): FaultStage {
  const staged: Staged[] = [];
  let count = 0;
  const announceDue = (each: Staged): void => {
    const { notice } = each.prepared;
    if (notice === undefined || each.announced) return;
    const at = each.truth.from - notice.leadSeconds * 1000;
    if (clock.now() < at) return;
    each.announced = true;
    changes.announce({ at, kind: notice.kind, title: notice.title, target: notice.target });
  };
  const active = (each: Staged): boolean =>
    clock.now() >= each.truth.from && (each.truth.to === null || clock.now() < each.truth.to);
  return {
    start: (request) => {
      if (staged.length >= stagedMax) throw new CityError(429, `at most ${stagedMax} faults in one city`);
      const { kind, at, forSeconds, ...rest } = request;
      const { prepared, params } = kinds[kind].open(rest, scope);
      const from = momentOf(at, clock);
      count += 1;
      const truth: FaultTruth = {
        ...{ id: `fault-${count}`, kind, from, target: prepared.target, params },
        to: forSeconds === undefined ? null : from + forSeconds * 1000,
      };
      staged.push({ truth, prepared, announced: false });
      return truth;
    },
    end: (id) => {
      const found = staged.find((each) => each.truth.id === id);
      if (found === undefined) throw new CityError(404, `there is no fault "${id}"`);
      found.truth.to = Math.min(found.truth.to ?? Number.POSITIVE_INFINITY, clock.now());
      return found.truth;
    },
    truth: () => staged.map((each) => each.truth),
    busy: () => staged.some(active),
    apply: () => {
      staged.forEach(announceDue);
      for (const { truth, prepared } of staged.filter(active)) {
        const seconds = (clock.now() - truth.from) / 1000 + 1;
        prepared.apply(prepared.rampSeconds === 0 ? 1 : Math.min(1, seconds / prepared.rampSeconds));
      }
    },
  };
}

/** Epoch ms of a request's `at`; a time of day is today's, in the city. */
function momentOf(at: number | string | undefined, clock: { now(): number; offsetMs: number }): number {
  if (at === undefined) return clock.now();
  if (typeof at === 'number') return at;
  const moment = atLocalTime(localDay(clock.now(), clock.offsetMs), at, clock.offsetMs);
  if (moment === undefined) throw new CityError(400, `at: epoch ms or a time of day such as 12:02:00, not "${at}"`);
  return moment;
}
