import type { BackendFailureCode, BackendHealth, BackendNote } from '../../../contract/state';
import type { Fault } from '../../../src-main/engine/testing/faultyProxy';
import { duplicatedAlerts, duplicatedSamples, isoClockAhead, promQlClockAhead } from './shiftedClock';
import type { Kind, WarRoom } from './warRoom';

export const clockAheadMs = 300_000;

/** One cell of the matrix: how the fault is made, and what an operator must be told. A sentence where it makes no sense. */
export type Cell = string | { set(room: WarRoom): Promise<void>; clear(room: WarRoom): Promise<void>; readonly told: Told };

export interface Told {
  readonly failure?: BackendFailureCode | readonly BackendFailureCode[];
  readonly note?: BackendNote;
  /** It asked us to wait, and we say until when. */
  readonly waits?: true;
  /** Samples of this moment are what they were: only the note tells. */
  readonly curve?: 'same' | 'neverSpikes';
}

export interface FaultRow {
  readonly name: string;
  readonly cells: Readonly<Record<Kind, Cell>>;
}

export function isTold(told: Told, health: BackendHealth | undefined): boolean {
  if (health === undefined) return false;
  const codes = told.failure === undefined ? [] : [told.failure].flat();
  if (codes.length > 0)
    return (
      health.phase === 'failing' &&
      codes.some((code) => code === health.failure) &&
      (health.reason?.length ?? 0) > 10 &&
      (told.waits === undefined || health.waitsUntil !== null)
    );
  return health.phase === 'live' && (told.note === undefined || health.notes.includes(told.note));
}

const byProxy = (kind: Kind, fault: Fault, told: Told): Cell => ({
  set: ({ proxies }) => proxies[kind].set(fault),
  clear: ({ proxies }) => proxies[kind].set({ kind: 'none' }),
  told,
});

const everywhere = (fault: Fault, told: Told): FaultRow['cells'] => ({
  prometheus: byProxy('prometheus', fault, told),
  victoriaMetrics: byProxy('victoriaMetrics', fault, told),
  alertmanager: byProxy('alertmanager', fault, told),
  pushFeed: byProxy('pushFeed', fault, told),
  demoCity: byProxy('demoCity', fault, told),
});

const byGateway = (fault: Partial<WarRoom['gateway']['faults']>, well: typeof fault, told: Told): Cell => ({
  set: async ({ gateway }) => void Object.assign(gateway.faults, fault),
  clear: async ({ gateway }) => void Object.assign(gateway.faults, well),
  told,
});

export const faultRows: readonly FaultRow[] = [
  { name: 'down', cells: everywhere({ kind: 'down' }, { failure: 'refused' }) },
  { name: 'hang', cells: everywhere({ kind: 'hang' }, { failure: 'timeout' }) },
  { name: 'slow drip', cells: everywhere({ kind: 'drip' }, { failure: 'timeout' }) },
  {
    name: 'garbage',
    cells: {
      ...everywhere({ kind: 'html' }, { failure: 'not-json' }),
      pushFeed: byGateway({ garbage: true }, { garbage: false }, { failure: 'bad-shape' }),
    },
  },
  {
    name: 'truncated',
    cells: {
      ...everywhere({ kind: 'truncated' }, { failure: 'not-json' }),
      pushFeed: 'Socket.IO frames its messages: half a message never arrives as one.',
    },
  },
  {
    name: 'reset',
    cells: {
      ...everywhere({ kind: 'reset' }, { failure: 'network' }),
      pushFeed: {
        set: ({ proxies }) => proxies.pushFeed.set({ kind: 'reset' }),
        clear: ({ proxies }) => proxies.pushFeed.set({ kind: 'none' }),
        told: { failure: 'network' },
      },
    },
  },
  {
    name: '429 with Retry-After',
    cells: {
      ...everywhere({ kind: 'busy', retryAfterSeconds: 3 }, { failure: 'busy', waits: true }),
      pushFeed: {
        async set({ gateway }) {
          gateway.faults.refuse = 429;
          gateway.disconnect();
        },
        clear: async ({ gateway }) => void (gateway.faults.refuse = null),
        told: { failure: 'busy' },
      },
    },
  },
  {
    name: 'clock +5 min',
    cells: {
      prometheus: byProxy('prometheus', { kind: 'rewrite', rewrite: promQlClockAhead(clockAheadMs) }, { note: 'clock-off' }),
      victoriaMetrics: byProxy(
        'victoriaMetrics',
        { kind: 'rewrite', rewrite: promQlClockAhead(clockAheadMs) },
        { note: 'clock-off' },
      ),
      alertmanager: byProxy('alertmanager', { kind: 'rewrite', rewrite: isoClockAhead(clockAheadMs) }, { note: 'clock-off' }),
      pushFeed: {
        async set({ gateway }) {
          gateway.faults.clockOffMs = clockAheadMs;
          await gateway.restart();
        },
        // Its watermark never falls: a gateway whose clock was set back begins anew.
        async clear({ gateway }) {
          gateway.faults.clockOffMs = 0;
          await gateway.restart();
        },
        told: { note: 'clock-off' },
      },
      demoCity: 'Demo City lives at a time of its own on purpose: how far it is from the room means nothing.',
    },
  },
  {
    name: 'counter reset',
    cells: {
      // The counter itself begins at zero again every seven seconds, all the time.
      prometheus: byProxy('prometheus', { kind: 'none' }, { curve: 'neverSpikes' }),
      victoriaMetrics: byProxy('victoriaMetrics', { kind: 'none' }, { curve: 'neverSpikes' }),
      alertmanager: 'An Alertmanager has alerts, not counters.',
      pushFeed: byGateway({ resetCounts: true }, { resetCounts: false }, { note: 'counter-reset', curve: 'neverSpikes' }),
      demoCity: 'Demo City answers rates that it knows, not counters.',
    },
  },
  {
    name: 'duplicate samples',
    cells: {
      prometheus: byProxy(
        'prometheus',
        { kind: 'rewrite', rewrite: duplicatedSamples },
        { note: 'duplicate-samples', curve: 'same' },
      ),
      victoriaMetrics: byProxy(
        'victoriaMetrics',
        { kind: 'rewrite', rewrite: duplicatedSamples },
        { note: 'duplicate-samples', curve: 'same' },
      ),
      // An alert that is listed twice is told once: nothing to say about it.
      alertmanager: byProxy('alertmanager', { kind: 'rewrite', rewrite: duplicatedAlerts }, {}),
      pushFeed: byGateway({ duplicate: true }, { duplicate: false }, { note: 'duplicate-samples', curve: 'same' }),
      demoCity: 'Demo City answers a bucket by its place in a list, so none can come twice.',
    },
  },
];
