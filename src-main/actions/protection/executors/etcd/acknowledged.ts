import { z } from 'zod';
import type { EtcdDoor } from './etcdDoor';
import { base64, keyValueSchema } from './etcdKeys';

const rangesSchema = z.object({
  responses: z.array(z.object({ response_range: z.object({ kvs: z.array(keyValueSchema).default([]) }) })).length(2),
});

/**
 * Instances write the revision of the key that they have applied as PREFIX/NAME, in decimal, under leases of their own; '0' once they
 * have seen that it is absent. It counts those whose revision is the present one; both are read at one moment.
 */
export function countAcknowledged(door: EtcdDoor, key: string, prefix: string) {
  const folder = `${prefix.replace(/\/+$/, '')}/`;
  // The first key after all that begin with the folder: '0' follows '/'.
  const all = { key: base64(folder), range_end: base64(`${folder.slice(0, -1)}0`) };
  const body = { success: [{ request_range: { key: base64(key) } }, { request_range: all }] };
  return async (signal: AbortSignal): Promise<{ readonly count: number; readonly of: number }> => {
    const { responses } = await door.ask({ path: '/v3/kv/txn', body, answer: rangesSchema, changes: false }, signal);
    const [present, instances] = responses.map(({ response_range: { kvs } }) => kvs);
    const revision = present?.[0]?.mod_revision ?? '0';
    const said = (instances ?? []).map(({ value }) => Buffer.from(value, 'base64').toString('utf8').trim());
    return { count: said.filter((each) => each === revision).length, of: said.length };
  };
}
