import { AlarmBudget, budgetAt, type BudgetConstants } from './alarmBudget';
import { CounterResets } from './counterResets';
import { Habits } from './habits';
import { LocalLevel } from './localLevel';
import { Rhythm } from './rhythm';
import { NumberCursor, SeriesMemory } from './seriesMemory';
import type { SeriesPart } from './seriesPart';
import { SignalRun } from './signalRun';
import { slowBudgetAt, SlowDeparture } from './slowDeparture';
import { UsualDay } from './usualDay';

/** Predictors and comparators for all series of one step; they hold what is known of one series at a time. */
export class LevelParts {
  readonly local: LocalLevel;
  readonly usual: UsualDay;
  readonly departure: SlowDeparture;
  readonly fastBudget: AlarmBudget;
  readonly aboveBudget: AlarmBudget;
  readonly belowBudget: AlarmBudget;
  readonly run: SignalRun;
  readonly habits: Habits;
  readonly rhythm = new Rhythm();
  readonly resets = new CounterResets();
  readonly #all: readonly SeriesPart[];
  readonly #cursor = new NumberCursor();
  #held: SeriesMemory | null = null;

  constructor(
    readonly stepMs: number,
    constants: BudgetConstants,
  ) {
    this.local = new LocalLevel(stepMs);
    this.usual = new UsualDay(stepMs);
    this.departure = new SlowDeparture(stepMs);
    this.fastBudget = new AlarmBudget(stepMs, budgetAt(stepMs, constants));
    this.aboveBudget = new AlarmBudget(stepMs, slowBudgetAt(stepMs));
    this.belowBudget = new AlarmBudget(stepMs, slowBudgetAt(stepMs));
    this.habits = new Habits(stepMs);
    this.run = new SignalRun(stepMs);
    const { noise, driftNoise, bursts } = this.local;
    this.#all = [
      ...[this.local, noise, driftNoise, bursts, this.usual, this.departure, this.departure.noise],
      ...[this.fastBudget, this.aboveBudget, this.belowBudget, this.run, this.rhythm, this.resets, this.habits],
    ];
  }

  /** Of a series of which nothing is known. */
  createMemory(): SeriesMemory {
    const numbers = this.#all.reduce((sum, part) => sum + part.numberCount, 0);
    const memory = new SeriesMemory(
      numbers,
      this.#all.reduce((sum, part) => sum + part.tableLength, 0),
    );
    this.putBack();
    for (const part of this.#all) part.forget();
    this.#cursor.open(memory.numbers);
    for (const part of this.#all) part.keep(this.#cursor);
    return memory;
  }

  /** From here on the parts speak of this series. One series that is fed alone is not carried to and fro. */
  hold(memory: SeriesMemory): void {
    if (this.#held === memory) return;
    this.putBack();
    this.#cursor.open(memory.numbers);
    let tableFrom = 0;
    for (const part of this.#all) {
      part.recall(this.#cursor, memory.tables, tableFrom);
      tableFrom += part.tableLength;
    }
    this.#held = memory;
  }

  /** Writes what the parts hold into the memory it came from. */
  putBack(): void {
    if (this.#held === null) return;
    this.#cursor.open(this.#held.numbers);
    for (const part of this.#all) part.keep(this.#cursor);
    this.#held = null;
  }
}
