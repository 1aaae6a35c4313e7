import type { CoreLink } from '../../../../contract/coreLink';
import { ruledOutMax, type RuledOut, type Suspect } from '../../../../contract/diagnosis';
import type { LinkColumns } from '../reading/linkColumns';
import { looksBad, type NodeLook } from './nodeLooks';
import { nameOfPlace } from './tellSuspect';

/** Began so much after the suspect that it is a consequence, whatever calls whom. */
const laterMs = 20_000;

/**
 * Who looked bad but only waits for a suspect, who began after it, and which of the suspect's neighbours are as usual. The worst-looking
 * first: those are the ones that a person would have looked at.
 * @param callsMin fewer calls than this, within the judged buckets, say nothing
 */
export function ruledOutOf(
  columns: LinkColumns,
  judgedBuckets: number,
  link: CoreLink,
  looks: readonly NodeLook[],
  suspects: readonly Suspect[],
  callsMin: number,
): RuledOut[] {
  const named = new Set(suspects.map(({ target }) => target));
  const worst = new Map<number, NodeLook>();
  for (const look of looks)
    if (look.badness > (worst.get(look.node)?.badness ?? Number.NEGATIVE_INFINITY)) worst.set(look.node, look);
  const seconds = (judgedBuckets * columns.stepMs) / 1_000;
  const sinceOf = ({ departure: { since } }: NodeLook): number | null =>
    since === null ? null : (columns.firstSlot + since) * columns.stepMs;
  return [...worst.values()]
    .sort((a, b) => b.badness - a.badness)
    .flatMap((look): RuledOut[] => {
      const id = columns.nodes[look.node]?.node.id;
      if (id === undefined || named.has(id)) return [];
      const { series, departure, badness } = look;
      const told = { target: id, name: nameOfPlace(link, id), series, usual: departure.usual, now: departure.now };
      if (look.requests * seconds < callsMin) return badness >= looksBad ? [{ ...told, why: 'idle', because: null }] : [];
      if (badness < looksBad) {
        const isBeside = suspects.some(({ target }) => isNeighbour(link, id, target));
        return isBeside ? [{ ...told, why: 'within', because: null }] : [];
      }
      const waitsFor = suspects.find(({ target }) => reaches(link, id, target));
      if (waitsFor !== undefined) return [{ ...told, why: 'waits', because: waitsFor.target }];
      const began = sinceOf(look);
      const before = suspects.find(({ since }) => since !== null && began !== null && began >= since + laterMs);
      return before === undefined ? [] : [{ ...told, why: 'later', because: before.target }];
    })
    .slice(0, ruledOutMax);
}

/** Calls it, or is called by the same caller: who is looked at beside it. */
function isNeighbour({ edges }: CoreLink, id: string, target: string): boolean {
  const ends = edges.find((edge) => edge.id === target);
  const targets = ends === undefined ? [target] : [ends.from, ends.to];
  if (targets.includes(id)) return true;
  const callers = edges.filter(({ to }) => targets.includes(to)).map(({ from }) => from);
  return callers.includes(id) || edges.some(({ from, to }) => to === id && callers.includes(from));
}

/** Its calls lead there. */
function reaches({ edges }: CoreLink, id: string, target: string): boolean {
  const ends = edges.find((edge) => edge.id === target);
  const wanted = ends?.from ?? target;
  const seen = new Set([id]);
  const open = [id];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === wanted) return true;
    for (const { from, to } of edges)
      if (from === at && !seen.has(to)) {
        seen.add(to);
        open.push(to);
      }
  }
  return false;
}
