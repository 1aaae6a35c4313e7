import type { SwitchValue } from '../../contract/protectionSettings';
import type { SeenWrite } from './doors';
import type { CrashedExecution, CrashState } from './messages';

type Values = ReadonlyMap<string, SwitchValue>;

/** What the servers have, read past the console and past the doors; `base`: before anything was done. */
export interface Truth {
  readonly direct: Values;
  readonly base: Values;
  /** Set by another hand meanwhile: the console may not know yet. */
  readonly tampered: ReadonlySet<string>;
}

const isOver = ({ phase }: CrashedExecution): boolean => phase === 'reverted' || phase === 'released';

/** Where what a console tells after its start differs from what the servers have. One sentence each. */
export function untruths({ executions, wanted }: CrashState, { direct, base, tampered }: Truth): string[] {
  const open = executions.filter((execution) => !isOver(execution));
  const found: string[] = [];
  const explained = new Set<string>();
  for (const { id, phase, writes } of open) {
    if (phase === 'running' || phase === 'reverting') found.push(`${id} is ${phase} although nothing runs`);
    for (const { switchId, instance, present, state, now } of writes) {
      const place = `${switchId} ${instance}`;
      if (tampered.has(place)) continue;
      const there = direct.get(place);
      const says = `${id}: ${place} is told as ${state}, it has ${String(there)}`;
      // A read after the start is what lamps are lit by: nothing may stay unknown while all servers answer.
      if (state === 'sent' || state === 'unknown') found.push(says);
      else if (state === 'written' && there !== wanted[place]) found.push(`${says}, wanted is ${String(wanted[place])}`);
      else if (state === 'notApplied' && there === wanted[place]) found.push(says);
      else if (state === 'notBack' && there === base.get(place)) found.push(says);
      else if (['due', 'left', 'refused', 'unreachable', 'back'].includes(state) && there !== present) found.push(says);
      if (now !== undefined && now !== there) found.push(`${says}, told is ${String(now)}`);
      if (['written', 'notBack', 'notApplied'].includes(state)) explained.add(place);
    }
  }
  for (const [place, there] of direct)
    if (there !== base.get(place) && !explained.has(place) && !tampered.has(place))
      found.push(`${place} has ${String(there)} and no execution tells of it`);
  return found;
}

/** Lamps that are lit otherwise than the servers say; a machine that forgot has to show as drift. */
export function falseLamps({ lamps, wanted }: CrashState, { direct, base }: Truth): string[] {
  return Object.entries(lamps).flatMap(([id, lamp]) => {
    const places = lamp.instances.map(({ instance, value }) => ({ place: `${id} ${instance}`, value }));
    const wrong = places.filter(({ place, value }) => value !== direct.get(place));
    const should = (place: string): SwitchValue | undefined => (Object.hasOwn(wanted, place) ? wanted[place] : base.get(place));
    const written = places.every(({ place }) => direct.get(place) === should(place)) ? 'agrees' : 'drift';
    const isWanted = places.some(({ place }) => Object.hasOwn(wanted, place));
    return [
      ...wrong.map(({ place, value }) => `the lamp of ${place} shows ${String(value)}, it has ${String(direct.get(place))}`),
      ...(written === lamp.written ? [] : [`the written lamp of ${id} is ${lamp.written}, not ${written}`]),
      ...(isWanted === lamp.wanted ? [] : [`the wanted lamp of ${id} is ${lamp.wanted ? 'lit' : 'out'}`]),
    ];
  });
}

/** What went over the wire more than once: each value is set at each place at most once on a way out and back. */
export function repeated(seen: readonly SeenWrite[], tampered: ReadonlySet<string>): string[] {
  const counts = new Map<string, number>();
  for (const { where, what } of seen) counts.set(`${where}: ${what}`, (counts.get(`${where}: ${what}`) ?? 0) + 1);
  // A machine that forgot is told again, once.
  return [...counts]
    .filter(([, count]) => count > (tampered.size > 0 ? 2 : 1))
    .map(([what, count]) => `${what} was sent ${count} times`);
}

/** After all is settled and taken back. */
export function leftovers({ executions }: CrashState, { direct, base }: Truth): string[] {
  const open = executions.filter((execution) => !isOver(execution)).map(({ id, phase }) => `${id} is still ${phase}`);
  const changed = [...direct].filter(([place, value]) => value !== base.get(place));
  return [...open, ...changed.map(([place, value]) => `${place} is left with ${String(value)}`)];
}
