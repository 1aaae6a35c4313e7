import { z } from 'zod';
import type { SwitchSet, SwitchValue } from '../../../../../contract/protectionSettings';
import { ExecutorFailure, type Executor, type PlannedWrite, type WriteTerms } from '../../executor';
import { countAcknowledged } from './acknowledged';
import { createEtcdDoor, type EtcdDoor } from './etcdDoor';
import { base64, keyValueSchema, valueOf } from './etcdKeys';
import { dropLease, grantLease, isOurLease, keepLease, leaseLasts } from './etcdLease';
import { textOf } from './switchText';

/** What a write depends on, and what lets it be renewed by a console that did not write it. Revision '0': the key is absent. */
const basisSchema = z.object({ revision: z.string(), lease: z.string().nullable() });
type Basis = z.infer<typeof basisSchema>;

const rangeSchema = z.object({ kvs: z.array(keyValueSchema).default([]) });
/** `succeeded` is absent where the comparison failed. */
const txnSchema = z.object({ header: z.object({ revision: z.string() }), succeeded: z.boolean().default(false) });

/**
 * One key of etcd v3. It is written only where its revision is still the one that was read. What was absent is set under a lease, so it
 * goes by itself when nobody renews it; what stood there before stays whatever becomes of us.
 */
export const etcd: Executor<'etcd'> = {
  bind: (target, set, world) => {
    const door = createEtcdDoor(target, world);
    return {
      instances: async () => [door.host],
      read: async (_instance, signal) => {
        const { value, basis } = await readKey(door, set, signal);
        return { value, basis: JSON.stringify(basis) };
      },
      plan: (instance, present, wanted) => {
        const { revision, lease } = basisOf(present.basis);
        // A key that goes by itself keeps doing so, whatever is laid on top of it.
        const expires = wanted !== null && (present.value === null || isOurLease(lease));
        const put =
          wanted === null ? `delete ${set.key}` : `put ${set.key} = ${textOf(wanted)}${expires ? ' under a lease' : ''}`;
        return {
          instance,
          // The bodies are in base64, which nobody can read; this is all that is in them.
          request: present.value === wanted ? '' : `POST /v3/kv/txn if mod_revision(${set.key}) = ${revision} then ${put}`,
          present: present.value,
          wanted,
          basis: present.basis,
          expires,
        };
      },
      write: (planned, terms, signal) => writeKey(door, set, planned, terms, signal),
      expiry: { renew: (_instance, leaseMs, signal) => renewKey(door, set, leaseMs, signal) },
      acknowledged: set.acknowledgements === undefined ? null : countAcknowledged(door, set.key, set.acknowledgements),
    };
  },
};

async function readKey(
  door: EtcdDoor,
  { key }: SwitchSet<'etcd'>,
  signal: AbortSignal,
): Promise<{ readonly value: SwitchValue; readonly basis: Basis }> {
  const found = await door.ask({ path: '/v3/kv/range', body: { key: base64(key) }, answer: rangeSchema, changes: false }, signal);
  const [kv] = found.kvs;
  if (kv === undefined) return { value: null, basis: { revision: '0', lease: null } };
  return { value: valueOf(key, kv), basis: { revision: kv.mod_revision, lease: kv.lease ?? null } };
}

async function writeKey(
  door: EtcdDoor,
  { key }: SwitchSet<'etcd'>,
  planned: PlannedWrite,
  terms: WriteTerms,
  signal: AbortSignal,
): Promise<string> {
  const { revision, lease: before } = basisOf(planned.basis);
  const granted = planned.expires ? await leaseFor(door, before, terms.leaseMs, signal) : null;
  // Otherwise it stays on the lease that it hangs on, ours or not.
  const lease = granted ?? before;
  const put = planned.wanted === null ? null : { value: base64(textOf(planned.wanted)), ...(lease === null ? {} : { lease }) };
  const at = await swap(door, key, revision, put, signal);
  if (at === null) {
    if (granted !== null) await dropLease(door, granted, signal);
    throw new ExecutorFailure(
      'refused',
      `${key} at ${door.host} is not at revision ${revision} any more: somebody else set it. Nothing was written; read it again.`,
    );
  }
  if (isOurLease(before) && (put === null || lease !== before)) await dropLease(door, before, signal);
  return put === null ? `deleted at revision ${at}` : `revision ${at}`;
}

/**
 * A new one where the key hangs on none of ours, or on one that ends too soon. A longer one stays: what lies below this write was promised
 * that it lasts as long.
 */
async function leaseFor(
  door: EtcdDoor,
  before: string | null,
  leaseMs: number | null,
  signal: AbortSignal,
): Promise<string | null> {
  if (leaseMs === null || (isOurLease(before) && (await leaseLasts(door, before, leaseMs, signal)))) return null;
  return grantLease(door, leaseMs, signal);
}

async function renewKey(door: EtcdDoor, set: SwitchSet<'etcd'>, leaseMs: number, signal: AbortSignal): Promise<void> {
  const { basis } = await readKey(door, set, signal);
  const before = basis.lease;
  if (!isOurLease(before))
    throw new ExecutorFailure(
      'refused',
      `${set.key} at ${door.host} hangs on no lease of a console: it is gone, or somebody else set it. Read it back.`,
    );
  if (await keepLease(door, before, leaseMs, signal)) return;
  // Another duration is another lease; the value stays what it is.
  const lease = await grantLease(door, leaseMs, signal);
  const at = await swap(door, set.key, basis.revision, { ignore_value: true, lease }, signal);
  await dropLease(door, at === null ? lease : before, signal);
  if (at === null)
    throw new ExecutorFailure('refused', `${set.key} at ${door.host} was set by somebody else just now. Read it back.`);
}

/** Puts or deletes where the key is still at the revision; answers the new one, null where it is not. */
async function swap(
  door: EtcdDoor,
  key: string,
  revision: string,
  put: object | null,
  signal: AbortSignal,
): Promise<string | null> {
  const at = { key: base64(key) };
  const body = {
    // An absent key compares as revision 0.
    compare: [{ ...at, target: 'MOD', result: 'EQUAL', mod_revision: revision }],
    success: [put === null ? { request_delete_range: at } : { request_put: { ...at, ...put } }],
  };
  const done = await door.ask({ path: '/v3/kv/txn', body, answer: txnSchema, changes: true }, signal);
  return done.succeeded ? done.header.revision : null;
}

function basisOf(basis: string | null): Basis {
  const parsed = basisSchema.safeParse(basis === null ? null : JSON.parse(basis));
  if (parsed.success) return parsed.data;
  throw new ExecutorFailure(
    'bad-setting',
    'A key of etcd is written only on top of a reading that tells its revision. Read it again.',
  );
}
