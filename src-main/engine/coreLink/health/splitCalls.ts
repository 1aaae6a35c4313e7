import type { JudgedSide } from './judgedSide';

/** Whose the trouble of a link is, in natural units. */
export interface SplitCalls {
  /** Failed calls per second beyond the usual that are the link's own: they never arrived, or the way took too long. */
  readonly networkFailures: number;
  /** Those that the callee failed, answered too late, or is spared by a breaker. */
  readonly calleeFailures: number;
  /** Of `calleeFailures`, those that the callee itself does not count as failed. */
  readonly givenUp: number;
  /** ms beyond the usual between the two sides; may be below 0 where the caller no longer waits. */
  readonly networkMs: { readonly p50: number; readonly p99: number };
}

interface SidesOfCall {
  readonly caller: JudgedSide;
  readonly callee: JudgedSide;
}

/** A callee that fails so many of the calls that still reach it, or is so slow, is what breakers and callers turn away from. */
const refused = { share: 0.05, times: 3 };
/** It is slow when it takes so much longer. */
const slowRatio = 1.25;
/** Fewer missing than this share of the calls made are the two sides' clocks. */
const missingShareMin = 0.03;

/** Of a link that is unwell; of the others nobody asks. */
export function splitCalls({ caller, callee }: SidesOfCall): SplitCalls {
  const gapMs = { p50: gapGrowth(caller, callee, 'p50'), p99: gapGrowth(caller, callee, 'p99') };
  const missing = missingCalls({ caller, callee });
  const failed = caller.extraFailures;
  const calleeFailed = Math.min(failed, callee.extraFailures);
  const unarrived = Math.min(failed - calleeFailed, missing);
  const late = failed - calleeFailed - unarrived;
  const calleeMs = Math.max(growth(callee.p50), growth(callee.p99));
  const calleeIsSlow = isSlow(callee) && calleeMs > Math.max(0, gapMs.p50);
  const calleeIsIll = callee.excess >= refused.share || callee.p99.now > refused.times * callee.p99.usual;
  const givenUp = (calleeIsSlow || calleeIsIll ? late : 0) + (calleeIsIll ? unarrived : 0);
  return {
    networkFailures: failed - calleeFailed - givenUp,
    calleeFailures: calleeFailed + givenUp,
    // Callers that are refused or give up wait for no answer of the callee: their time says nothing of the way between.
    networkMs: calleeIsIll ? { p50: 0, p99: 0 } : gapMs,
    givenUp,
  };
}

/** Calls per second that were made and did not arrive, beyond the usual. */
export function missingCalls({ caller, callee }: SidesOfCall): number {
  if (!(caller.requests > 0) || Number.isNaN(callee.usualRequests)) return 0;
  const usual = caller.usualRequests > 0 ? Math.max(0, 1 - callee.usualRequests / caller.usualRequests) : 0;
  const share = 1 - callee.requests / caller.requests - usual;
  return share > missingShareMin ? share * caller.requests : 0;
}

function gapGrowth(caller: JudgedSide, callee: JudgedSide, key: 'p50' | 'p99'): number {
  const grown = growth(caller[key]) - growth(callee[key]);
  return Number.isNaN(grown) ? 0 : grown;
}

function growth({ now, usual }: { now: number; usual: number }): number {
  return Number.isNaN(now - usual) ? 0 : now - usual;
}

function isSlow({ p50, p99 }: JudgedSide): boolean {
  return p50.now > slowRatio * p50.usual || p99.now > slowRatio * p99.usual;
}
