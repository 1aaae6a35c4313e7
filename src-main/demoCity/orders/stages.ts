/** The funnel. Orders enter at submit; each later stage has a usual wait and a usual share that gets through. */
export const stageIds = ['submit', 'pay', 'push', 'accept', 'dispatch', 'pickup', 'deliver'] as const;
export type StageId = (typeof stageIds)[number];
export const stageCount = stageIds.length;

interface Wait {
  stage: Exclude<StageId, 'submit'>;
  /** The wait is a chain of `steps` equal exponential waits (an Erlang distribution) of `stepSeconds` each. */
  steps: number;
  stepSeconds: number;
  /** Share of orders that get through when every machine is well: people abandon, shops are closed, riders fall. */
  usualShare: number;
  /** Whether riders do it, so that rain makes it longer. */
  outdoors: boolean;
}

export const waits: readonly Wait[] = [
  { stage: 'pay', steps: 2, stepSeconds: 1.5, usualShare: 0.976, outdoors: false },
  { stage: 'push', steps: 1, stepSeconds: 2, usualShare: 0.997, outdoors: false },
  { stage: 'accept', steps: 3, stepSeconds: 15, usualShare: 0.978, outdoors: false },
  { stage: 'dispatch', steps: 3, stepSeconds: 25, usualShare: 0.992, outdoors: false },
  { stage: 'pickup', steps: 4, stepSeconds: 165, usualShare: 0.994, outdoors: true },
  { stage: 'deliver', steps: 4, stepSeconds: 248, usualShare: 0.996, outdoors: true },
];

/** First step of each wait in the row of all steps. */
export const waitOffsets = waits.map((_, i) => waits.slice(0, i).reduce((sum, wait) => sum + wait.steps, 0));
export const stepCount = waits.reduce((sum, wait) => sum + wait.steps, 0);

/**
 * Share of a step's content that leaves within `dtSeconds`. This form (implicit Euler) keeps the mean wait exactly
 * `stepSeconds` whatever dt is, so that history in 10 s strides meets live data in 1 s strides without a step.
 */
export function leavingShare(stepSeconds: number, dtSeconds: number): number {
  return dtSeconds / (stepSeconds + dtSeconds);
}

/** Pages opened per order wanted: the entry traffic of the core link. */
export const pageIds = ['home', 'list', 'menu', 'preview'] as const;
export type PageId = (typeof pageIds)[number];
export const viewsPerOrder: Readonly<Record<PageId, number>> = { home: 158, list: 80, menu: 52.4, preview: 2.1 };
