export interface CityZone {
  /** IANA name. */
  timeZone: string;
  /** Local time minus UTC. The city's zones have no summer time. */
  offsetMs: number;
}

const hourMs = 3_600_000;
const dayMs = 86_400_000;

/** Where the city lives when it may choose its own clock. */
export const homeZone: CityZone = { timeZone: 'Asia/Shanghai', offsetMs: 8 * hourMs };

/** Earliest local time of day a city with a real epoch may start at: the 12:18 peak is then always ahead. */
const earliestStartMs = 11.1 * hourMs;

/** The fixed-offset zone in which `now` lies in [11:06, 12:06): a real Prometheus then sees the lunch peak come. */
export function zoneBeforeNoon(now: number): CityZone {
  const intoDay = now % dayMs;
  const hours = Math.ceil((earliestStartMs - intoDay) / hourMs);
  return fixedZone(hours > 12 ? hours - 24 : hours < -11 ? hours + 24 : hours);
}

/** Parses `Asia/Shanghai` or `Etc/GMT±N`; undefined when it is neither. */
export function parseZone(name: string): CityZone | undefined {
  if (name === homeZone.timeZone) return homeZone;
  const match = /^Etc\/GMT([+-])(\d{1,2})$/.exec(name);
  if (match === null) return undefined;
  const hours = Number(match[2]) * (match[1] === '+' ? -1 : 1);
  return hours >= -12 && hours <= 14 ? fixedZone(hours) : undefined;
}

/** POSIX sign: Etc/GMT-8 is eight hours ahead of UTC. */
function fixedZone(hours: number): CityZone {
  return { timeZone: `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`, offsetMs: hours * hourMs };
}
