import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { faultRequestSchema, type FaultRequest } from './faultStage';

/** Stories that can be asked for by name. */
const named: Readonly<Record<string, readonly FaultRequest[]>> = {
  // The story of the pictures: the bundle is reloaded at 12:01:40, handshakes with channel B fail from 12:02:00.
  paymentOutage: [{ kind: 'certReload', at: '12:02:00', forSeconds: 600, channel: 'B', leadSeconds: 20 }],
};

export const scenarioSchema = z.array(faultRequestSchema).max(500);

/** A scenario by name, or a JSON file: a list of fault requests. Throws a sentence when it is neither. */
export function loadScenario(nameOrPath: string): readonly FaultRequest[] {
  const known = named[nameOrPath];
  if (known !== undefined) return known;
  if (!nameOrPath.endsWith('.json'))
    throw new Error(`--scenario: one of ${Object.keys(named).join(', ')}, or a .json file, not "${nameOrPath}"`);
  const parsed = scenarioSchema.safeParse(JSON.parse(readFileSync(nameOrPath, 'utf8')));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Error(`--scenario ${nameOrPath}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a list of faults'}`);
}
