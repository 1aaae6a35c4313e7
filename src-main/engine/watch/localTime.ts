import { transitionsBetween, type Transitions } from '../frames/dayShift';

/** The zone's rules are asked once in so long. */
const blockMs = 10 * 86_400_000;

/** UTC epoch ms → local epoch ms of a zone (as if local time were UTC); meant for long walks through time. */
export function localClock(timeZone: string): (at: number) => number {
  let block = Number.NaN;
  let transitions: Transitions = { first: 0, list: [] };
  return (at) => {
    const here = Math.floor(at / blockMs);
    if (here !== block) {
      block = here;
      transitions = transitionsBetween(here * blockMs, (here + 1) * blockMs, timeZone);
    }
    let offsetMs = transitions.first;
    for (const transition of transitions.list) if (transition.at <= at) offsetMs = transition.offsetAfter;
    return at + offsetMs;
  };
}
