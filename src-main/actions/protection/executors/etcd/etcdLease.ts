import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ExecutorFailure } from '../../executor';
import type { EtcdDoor } from './etcdDoor';

/** Ids are chosen by us, so that a lease of ours is known as such after a restart: "HGN", then 40 bits of chance. */
const ours = 0x48474en << 40n;
const grantSchema = z.object({ ID: z.string(), TTL: z.string() });
const keepAliveSchema = z.object({ result: z.object({ TTL: z.string().default('0') }) });
/** TTL: what is left of it; -1 for one that has ended. */
const lifeSchema = z.object({ TTL: z.string().default('0'), grantedTTL: z.string().default('0') });

/** Whether the lease was granted to a console; nobody else's is ever ended or renewed. */
export function isOurLease(leaseId: string | null): leaseId is string {
  return leaseId !== null && BigInt(leaseId) >> 40n === ours >> 40n;
}

/**
 * A lease that nothing hangs on yet. Should nobody ever use it, it ends by itself.
 * @throws ExecutorFailure; nothing is in force that was not before
 */
export async function grantLease(door: EtcdDoor, leaseMs: number, signal: AbortSignal): Promise<string> {
  const leaseId = (ours | BigInt(`0x${randomBytes(5).toString('hex')}`)).toString();
  await door.ask(
    { path: '/v3/lease/grant', body: { ID: leaseId, TTL: secondsOf(leaseMs) }, answer: grantSchema, changes: false },
    signal,
  );
  return leaseId;
}

/** Whether it lasts at least so long from now. @throws ExecutorFailure */
export async function leaseLasts(door: EtcdDoor, leaseId: string, leaseMs: number, signal: AbortSignal): Promise<boolean> {
  return Number((await lifeOf(door, leaseId, signal)).TTL) >= Number(secondsOf(leaseMs));
}

/** Renews it for as long as it was granted for, when that is what is wanted; false when it has to be another one. @throws ExecutorFailure */
export async function keepLease(door: EtcdDoor, leaseId: string, leaseMs: number, signal: AbortSignal): Promise<boolean> {
  if ((await lifeOf(door, leaseId, signal)).grantedTTL !== secondsOf(leaseMs)) return false;
  const kept = await door.ask(
    { path: '/v3/lease/keepalive', body: { ID: leaseId }, answer: keepAliveSchema, changes: true },
    signal,
  );
  if (kept.result.TTL === '0')
    throw new ExecutorFailure('refused', `The lease at ${door.host} has ended already, and its key is gone. Read it back.`);
  return true;
}

/** Ends a lease that no key hangs on any more. It would end by itself, so a failure changes nothing for anybody. */
export async function dropLease(door: EtcdDoor, leaseId: string, signal: AbortSignal): Promise<void> {
  try {
    await door.ask({ path: '/v3/lease/revoke', body: { ID: leaseId }, answer: z.object({}), changes: true }, signal);
  } catch (error) {
    if (!(error instanceof ExecutorFailure)) throw error;
  }
}

function lifeOf(door: EtcdDoor, leaseId: string, signal: AbortSignal): Promise<z.infer<typeof lifeSchema>> {
  return door.ask({ path: '/v3/lease/timetolive', body: { ID: leaseId }, answer: lifeSchema, changes: false }, signal);
}

/** Whole seconds, rounded up: shorter would end before its owner thinks. */
function secondsOf(leaseMs: number): string {
  return String(Math.max(1, Math.ceil(leaseMs / 1_000)));
}
