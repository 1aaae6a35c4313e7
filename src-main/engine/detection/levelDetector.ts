import { AlarmBudget, type BudgetConstants } from './alarmBudget';
import type { Detector } from './detector';
import { LocalLevelPredictor } from './localLevel';

/** Ours: a predictor that knows the local level and the day's shape, and a comparator that has alarms to give, not sigmas. */
export function createLevelDetector(stepMs: number, constants?: BudgetConstants): Detector {
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
  };
}
