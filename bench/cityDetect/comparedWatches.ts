import type { DetectorName } from '../../contract/detection';
import type { Workspace } from '../../contract/workspace';
import type { Detector, LearningDetector } from '../../src-main/engine/detection/detector';
import { detectors } from '../../src-main/engine/detection/registry';
import { createSeriesCatalog } from '../../src-main/engine/samples/series';
import { dayNotes } from '../../src-main/engine/watch/dayNotes';
import { localClock } from '../../src-main/engine/watch/localTime';
import { SeriesWatch } from '../../src-main/engine/watch/seriesWatch';
import { watchedSeriesOf } from '../../src-main/engine/watch/watchedSeries';
import type { CaseSamples } from './caseSamples';
import type { LaneSpan } from './lane';

/** The field runs its rules on minutes. */
export const comparedStepMs = 60_000;
const dayMs = 86_400_000;
/** Newest last. */
const weeksBack = [4, 3, 2, 1];

/**
 * A comparison detector on the same samples, joined to minutes, of the funnel and its cuts: orders are what the classic rule
 * was made for. Each has seen what it looks at: the same hours of the last four weeks, or the last day.
 */
export function comparedWatches(
  name: DetectorName,
  workspace: Workspace,
  samples: CaseSamples,
  { nativeFrom, to }: LaneSpan,
): SeriesWatch[] {
  const inMinutes = ordersInMinutes(workspace);
  const localAt = localClock(workspace.timeZone);
  return watchedSeriesOf(inMinutes, createSeriesCatalog(inMinutes)).map((watched) => {
    const detector = asLearning(detectors[name](comparedStepMs));
    const teach = (from: number, until: number): void => {
      const fromSlot = Math.ceil(from / comparedStepMs);
      const values = samples(watched.series, fromSlot, Math.floor(until / comparedStepMs) - fromSlot);
      values.forEach((value, i) => detector.step(localAt((fromSlot + i) * comparedStepMs), value));
    };
    if (name === 'classicRule') for (const week of weeksBack) teach(nativeFrom - week * 7 * dayMs, to - week * 7 * dayMs);
    else teach(nativeFrom - dayMs, nativeFrom);
    return new SeriesWatch({
      ...{ watched, traffic: 'real', detector, localAt, calendar: dayNotes(inMinutes), ringSlots: 1 },
      totalExpected: () => Number.NaN,
      demanded: () => 1,
    });
  });
}

function ordersInMinutes(workspace: Workspace): Workspace {
  const stages = new Set(workspace.funnel.map(({ metric }) => metric));
  const metrics: Workspace['metrics'] = {};
  for (const [id, metric] of Object.entries(workspace.metrics))
    metrics[id] = { ...metric, step: comparedStepMs, watch: stages.has(id) };
  return { ...workspace, metrics };
}

/** With what a watch wants to know beside; it learns from its steps alone. */
function asLearning(detector: Detector): LearningDetector {
  let newest = Number.NaN;
  return {
    step(localAt, value, note) {
      newest = value;
      return detector.step(localAt, value, note);
    },
    get expected() {
      return detector.expected;
    },
    get score() {
      return detector.score;
    },
    get bandLow() {
      return detector.bandLow;
    },
    get bandHigh() {
      return detector.bandHigh;
    },
    get direction() {
      return newest < detector.expected ? 'below' : 'above';
    },
    kind: 'periodic',
    get ordinary() {
      return detector.expected;
    },
    shape: 'cliff',
    warm: true,
    teach: () => undefined,
    lookAhead(_localAt, out) {
      out.expected = Number.NaN;
    },
    save: () => new Uint8Array(0),
  };
}
