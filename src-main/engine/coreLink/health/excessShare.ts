/** Standard deviations: some 10⁵ places and minutes a day are judged, and chance may cost none of them a point. */
const sureness = 4;
/** So few failures say nothing, however few calls there were. */
const failuresMin = 4;
/** Usual shares move a little by themselves: half as much again, and one call in two thousand. */
const looseness = { times: 1.5, share: 0.0005 };

/**
 * Share of calls that fail beyond the usual, at least: the Wilson score interval's lower end (Wilson 1927) of `failures` of `calls`,
 * less what is usual. 0 where chance could have done it.
 */
export function excessShare(failures: number, calls: number, usual: number): number {
  if (!(failures >= failuresMin) || !(calls > 0)) return 0;
  const share = Math.min(1, failures / calls);
  const z2 = sureness * sureness;
  const middle = share + z2 / (2 * calls);
  const half = sureness * Math.sqrt((share * (1 - share)) / calls + z2 / (4 * calls * calls));
  const least = (middle - half) / (1 + z2 / calls);
  const most = Math.max(usual * looseness.times, usual + looseness.share);
  return Math.max(0, least - most);
}
