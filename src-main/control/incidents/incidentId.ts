import { monthDayOf } from './localTime';

/** `1126-03`: the local day, and the first number of it that is not taken. */
export function idFor(raisedAt: number, timeZone: string, taken: Iterable<string>): string {
  const day = monthDayOf(raisedAt, timeZone);
  let number = 0;
  for (const id of taken) if (id.startsWith(`${day}-`)) number = Math.max(number, Number(id.slice(day.length + 1)));
  return `${day}-${String(number + 1).padStart(2, '0')}`;
}
