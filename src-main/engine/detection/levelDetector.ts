import { AlarmBudget, type BudgetConstants } from './alarmBudget';
import type { LearningDetector } from './detector';
import { LocalLevelPredictor } from './localLevel';

/** Ours: a predictor that knows the local level and the day's shape, and a comparator that has alarms to give, not sigmas. */
export function createLevelDetector(stepMs: number, constants?: BudgetConstants, _saved?: Uint8Array | null): LearningDetector {
  const predictor = new LocalLevelPredictor(stepMs);
  const budget = new AlarmBudget(stepMs, constants);
  return {
    step(localAt, value) {
      predictor.step(localAt, value);
      return budget.step(localAt, predictor.surprise);
    },
    get expected() {
      return predictor.expected;
    },
    get score() {
      return Math.abs(predictor.surprise) / budget.threshold;
    },
    get bandLow() {
      return predictor.expected - budget.threshold * predictor.deviation;
    },
    get bandHigh() {
      return predictor.expected + budget.threshold * predictor.deviation;
    },
    get kind() {
      return predictor.kind === 'irregular' ? 'irregular' : 'periodic';
    },
    get direction() {
      return predictor.surprise < 0 ? 'below' : 'above';
    },
    shape: 'cliff',
    get warm() {
      return !Number.isNaN(predictor.expected);
    },
    teach(localAt, value) {
      predictor.step(localAt, value);
    },
    lookAhead(_localAt, out) {
      out.expected = Number.NaN;
      out.low = Number.NaN;
      out.high = Number.NaN;
    },
    save: () => new Uint8Array(0),
  };
}
