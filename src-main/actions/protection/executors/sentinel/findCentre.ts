import { z } from 'zod';
import { ExecutorFailure } from '../../executor';
import { askHttp } from '../askHttp';
import { jsonIn } from '../jsonIn';
import { inTurn } from './inTurn';

/** It begins at 8719 and climbs while a port is taken. */
const ports = Array.from({ length: 11 }, (_, i) => 8_719 + i);
const probeWithinMs = 1_000;
/** Stock answers tell machine and ip; some transports tell the application too. */
const infoSchema = z.object({ machine: z.string(), app: z.string().optional(), appName: z.string().optional() });

/** By host and application, where it was found; as many as workspaces name. */
const found = new Map<string, string>();

/**
 * `host:port` of a command centre. Where the port is not given it is looked for, and only an answer that leaves no doubt counts.
 * @throws ExecutorFailure
 */
export async function findCentre(address: string, app: string | undefined, signal: AbortSignal): Promise<string> {
  if (address.includes(':')) return address;
  const key = keyOf(address, app);
  return inTurn(`the search at ${address}`, signal, async () => {
    const known = found.get(key);
    if (known !== undefined) return known;
    const centres = (await Promise.all(ports.map((port) => probe(`${address}:${port}`, signal)))).filter((each) => each !== null);
    const named = centres.filter((centre) => centre.app !== null && centre.app === app);
    const [centre, second] = named.length > 0 ? named : centres.filter((each) => each.app === null || app === undefined);
    if (centre === undefined)
      throw new ExecutorFailure(
        'unreachable',
        `No command centre${app === undefined ? '' : ` of ${app}`} answers at ${address}, ports 8719 to 8729; nothing was sent. Check that the application runs.`,
      );
    if (second !== undefined)
      throw new ExecutorFailure(
        'bad-setting',
        `Several command centres answer at ${address} (${centre.address}, ${second.address}) and do not tell whose they are. Write the port.`,
      );
    found.set(key, centre.address);
    return centre.address;
  });
}

/** It was not there any more: the next one looks for it anew. */
export function forgetCentre(address: string, app: string | undefined): void {
  found.delete(keyOf(address, app));
}

async function probe(
  address: string,
  signal: AbortSignal,
): Promise<{ readonly address: string; readonly app: string | null } | null> {
  try {
    const question = { method: 'GET', url: `http://${address}/basicInfo`, changes: false } as const;
    const answer = await askHttp(question, AbortSignal.any([signal, AbortSignal.timeout(probeWithinMs)]));
    const info = infoSchema.safeParse(jsonIn(answer.text));
    if (answer.status !== 200 || !info.success) return null;
    return { address, app: info.data.app ?? info.data.appName ?? null };
  } catch (error) {
    if (error instanceof ExecutorFailure) return null;
    throw error;
  }
}

function keyOf(address: string, app: string | undefined): string {
  return JSON.stringify([address, app]);
}
