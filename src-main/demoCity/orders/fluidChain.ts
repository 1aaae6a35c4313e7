import { leavingShare, stageCount, stepCount, waitOffsets, waits } from './stages';

export interface FluidChain {
  /** Orders waiting in each step. */
  content: Float64Array;
  /** Moves `submitted` orders (a count) through `dtSeconds`; returns the count that passed each stage, reused by the next call. */
  advance(submitted: number, dtSeconds: number, deliverySlowdown: number): Float64Array;
}

/** The funnel of a healthy city as one stream, without noise: what history is made of and what live starts from. */
export function createFluidChain(): FluidChain {
  const content = new Float64Array(stepCount);
  const passed = new Float64Array(stageCount);
  return {
    content,
    advance: (submitted, dtSeconds, deliverySlowdown) => {
      passed[0] = submitted;
      let inflow = submitted;
      for (let w = 0; w < waits.length; w += 1) {
        const wait = waits[w]!;
        const share = leavingShare(wait.stepSeconds * (wait.outdoors ? deliverySlowdown : 1), dtSeconds);
        const first = waitOffsets[w]!;
        for (let step = first; step < first + wait.steps; step += 1) {
          const all = content[step]! + inflow;
          inflow = all * share;
          content[step] = all - inflow;
        }
        inflow *= wait.usualShare;
        passed[w + 1] = inflow;
      }
      return passed;
    },
  };
}
