import { parseArgs } from 'node:util';
import { z } from 'zod';
import { homeZone, parseZone, zoneBeforeNoon, type CityZone } from './time/cityZone';
import { atLocalTime, localDay } from './time/localDay';

const number = (from: number, to: number, what: string) => z.coerce.number().min(from, what).max(to, what);
const port = number(0, 65535, 'a port, or 0 for any free one').int();

const argumentsSchema = z.strictObject({
  seed: number(0, 0x7fff_ffff, 'a whole number from 0').int().default(1),
  speed: number(1, 600, 'a speed from 1 to 600').default(1),
  start: z
    .string()
    .regex(/^([01]?\d|2[0-3]):[0-5]\d$/, 'a time of day such as 11:56')
    .optional(),
  port: port.default(0),
  'backstage-port': z.union([z.literal('off'), port]).default('off'),
  epoch: z.enum(['real', 'city']).default('city'),
  'time-zone': z.string().optional(),
  'topology-variant': number(0, 1_000_000, 'a whole number from 0').int().default(0),
  detail: z.enum(['totals', 'dimensions', 'leaves']).default('dimensions'),
  scenario: z.string().optional(),
  'parent-pid': z.coerce.number().int().positive().optional(),
  days: number(1, 28, 'days from 1 to 28').int().default(8),
  out: z.string().optional(),
});
export type CityArguments = z.infer<typeof argumentsSchema>;
export type MetricDetail = CityArguments['detail'];

const defaultStart = '11:56';

/** Reads `--name value` arguments; the error names the option and says what was expected. */
export function parseCityArguments(argv: readonly string[]): CityArguments {
  const options = Object.fromEntries(Object.keys(argumentsSchema.shape).map((name) => [name, { type: 'string' as const }]));
  const { values } = parseArgs({ args: [...argv], options, strict: true });
  const parsed = argumentsSchema.safeParse(values);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Error(`--${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not understood'}`);
}

/** Where and when the city begins. `city`: at a chosen time of day today; `real`: now, in a zone where noon is near. */
export function startOf(options: CityArguments, realNow: number): { zone: CityZone; startAt: number } {
  const zone = zoneOf(options, realNow);
  if (options.epoch === 'real') return { zone, startAt: Math.floor(realNow / 60_000) * 60_000 };
  const startAt = atLocalTime(localDay(realNow, zone.offsetMs), options.start ?? defaultStart, zone.offsetMs);
  if (startAt === undefined) throw new Error(`--start: a time of day such as ${defaultStart}`);
  return { zone, startAt };
}

function zoneOf(options: CityArguments, realNow: number): CityZone {
  const name = options['time-zone'];
  if (name === undefined) return options.epoch === 'real' ? zoneBeforeNoon(realNow) : homeZone;
  const zone = parseZone(name);
  if (zone === undefined) throw new Error('--time-zone: Asia/Shanghai or Etc/GMT±N');
  return zone;
}
