import { audienceCount, cellCount, idcCount } from '../dimensions/dimensions';
import { stageCount } from './stages';

/**
 * What the machines let through this second, per stage. The service flow writes it, the order flow reads it: the only
 * thing that passes from machines to orders.
 */
export interface StageGates {
  /** Share of attempts that succeed, [stage × cellCount + cell]. */
  passing: Float64Array;
  /** Share that succeeds for one audience (city × platform × version), [stage × audienceCount + audience]; 1 when all alike. */
  audience: Float64Array;
  /** Whether any audience entry differs from 1, per stage. */
  audienceMatters: Uint8Array;
  /** Orders per second a stage can move, [stage × idcCount + idc]. */
  capacity: Float64Array;
  /** Seconds that calls add to the usual wait, [stage × cellCount + cell]. */
  delaySeconds: Float64Array;
  /** Share of page views that open, per IDC: who cannot read a menu does not order. */
  browsing: Float64Array;
  /** Shares of new orders per IDC and channel (draining and channel switching move them). */
  idcShares: Float64Array;
  channelShares: Float64Array;
}

export function openGates(idcShares: readonly number[], channelShares: readonly number[]): StageGates {
  return {
    passing: new Float64Array(stageCount * cellCount).fill(1),
    audience: new Float64Array(stageCount * audienceCount).fill(1),
    audienceMatters: new Uint8Array(stageCount),
    capacity: new Float64Array(stageCount * idcCount).fill(Number.POSITIVE_INFINITY),
    delaySeconds: new Float64Array(stageCount * cellCount),
    browsing: new Float64Array(idcCount).fill(1),
    idcShares: Float64Array.from(idcShares),
    channelShares: Float64Array.from(channelShares),
  };
}
