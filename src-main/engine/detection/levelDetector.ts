import { budgetConstants, type BudgetConstants } from './alarmBudget';
import type { Direction, SeriesKind, SignalShape } from '../../../contract/detection';
import type { DayNote, LearningDetector, Outlook } from './detector';
import { judgeSample, type Findings } from './judgeSample';
import { LevelParts } from './levelParts';
import { lookAhead } from './lookAhead';
import type { SeriesMemory } from './seriesMemory';
import { teachHistory } from './teachHistory';

/** Steps of a metric are few; the same parts serve all series of one. */
const partsOfStep = new Map<number, LevelParts>();

/**
 * Ours: predictors that know the local level and the usual day, and comparators that have alarms to give, not sigmas.
 * `saved`: what `save` returned; bytes of another version or step are passed over, and it starts from nothing.
 */
export function createLevelDetector(
  stepMs: number,
  constants: BudgetConstants = budgetConstants,
  saved: Uint8Array | null = null,
): LearningDetector {
  const detector = new LevelDetector(partsFor(stepMs, constants));
  if (saved !== null) detector.restore(saved);
  return detector;
}

function partsFor(stepMs: number, constants: BudgetConstants): LevelParts {
  if (constants !== budgetConstants) return new LevelParts(stepMs, constants);
  const known = partsOfStep.get(stepMs);
  if (known !== undefined) return known;
  const parts = new LevelParts(stepMs, constants);
  partsOfStep.set(stepMs, parts);
  return parts;
}

class LevelDetector implements LearningDetector, Findings {
  expected = Number.NaN;
  ordinary = Number.NaN;
  score = 0;
  bandLow = Number.NaN;
  bandHigh = Number.NaN;
  kind: SeriesKind = 'stable';
  direction: Direction = 'below';
  shape: SignalShape = 'cliff';
  warm = false;
  readonly #memory: SeriesMemory;
  #newestAt = Number.NaN;

  constructor(private readonly parts: LevelParts) {
    this.#memory = parts.createMemory();
  }

  step(localAt: number, value: number, note: DayNote = 'ordinary'): boolean {
    this.parts.hold(this.#memory);
    this.#newestAt = localAt;
    return judgeSample(this.parts, localAt, value, note, this);
  }

  teach(localAt: number, value: number, stepMs: number, note: DayNote = 'ordinary'): void {
    this.parts.hold(this.#memory);
    teachHistory(this.parts, localAt, value, stepMs, note);
  }

  lookAhead(localAt: number, out: Outlook, note: DayNote = 'ordinary'): void {
    this.parts.hold(this.#memory);
    lookAhead(this.parts, this.#newestAt, localAt, note, out);
  }

  save(): Uint8Array {
    this.parts.putBack();
    return this.#memory.save(this.parts.stepMs);
  }

  restore(saved: Uint8Array): void {
    this.parts.putBack();
    this.#memory.restore(saved, this.parts.stepMs);
  }
}
