import type { KeptExecution } from '../book/keptExecution';
import { leaseThereMs, type ExecutionContext } from './context';
import { attempt, eachOf } from './patience';

/** Where the target would let go by itself it is told to hold on. Answers what failed, one sentence each. */
export async function renewThere(context: ExecutionContext, kept: KeptExecution, leftMs: number): Promise<string[]> {
  const renewed = await eachOf(kept.expiring, async ({ switchId, instance }) => {
    const { expiry } = context.bind(kept, switchId);
    const late = { code: 'unreachable', says: `${instance} did not answer.` } as const;
    return attempt(context.sending.clock, late, async (signal) => expiry?.renew(instance, leaseThereMs(kept, leftMs), signal));
  });
  return renewed.flatMap((result) => (result.ok ? [] : [result.says]));
}
