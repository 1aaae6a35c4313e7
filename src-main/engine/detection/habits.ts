import type { NumberCursor } from './seriesMemory';
import type { SeriesPart } from './seriesPart';

const dayMs = 86_400_000;
const minuteMs = 60_000;
/** A job every hour, and nothing else; the weakest makes room. */
const habitsMax = 24;
/** Smaller surprises are not worth remembering. */
const surpriseMin = 3.5;
/** Clocks of jobs are good, those of buckets are as wide as a step. */
const toleranceMs = 45_000;
/** A habit is forgotten by the week. */
const lastsDays = 7;
/** Seen on about three days of the last week, and more often than forgotten. */
const strengthMin = 2.2;
/** The usual size is the mean of about so many days. */
const memoryDays = 5;
/** A habit's size at most doubles from one day to the next: an outage at the same minute is no habit. */
const growthMost = 2;

/** Where a habit's four entries stand. */
const minuteEntry = 0;
const strengthEntry = 1;
const dayEntry = 2;
const sizeEntry = 3;
const entries = 4;

/**
 * What surprises at the same minute of most days: the job of the night, the report at six. It is taken off: only what goes
 * beyond the usual surprise is one.
 */
export class Habits implements SeriesPart {
  readonly numberCount = 0;
  readonly tableLength = habitsMax * entries;
  readonly #toleranceMinutes: number;
  #tables: Float32Array = new Float32Array(0);
  #from = 0;

  constructor(stepMs: number) {
    this.#toleranceMinutes = Math.max(toleranceMs, stepMs / 2) / minuteMs;
  }

  /** What is left of a surprise, signed deviations. */
  step(localAt: number, surprise: number): number {
    if (Math.abs(surprise) < surpriseMin) return surprise;
    const minute = (localAt % dayMs) / minuteMs;
    const day = Math.floor(localAt / dayMs);
    const habit = this.#find(minute, Math.sign(surprise));
    if (habit < 0) {
      this.#begin(minute, day, surprise);
      return surprise;
    }
    const usual = this.#read(habit, sizeEntry);
    const isNewDay = this.#read(habit, dayEntry) !== day;
    const before = isNewDay ? this.#strengthOn(habit, day) : this.#read(habit, strengthEntry) - 1;
    if (isNewDay) this.#strengthen(habit, minute, day, before, surprise);
    if (before < strengthMin) return surprise;
    return Math.sign(surprise) * Math.max(0, Math.abs(surprise) - Math.abs(usual));
  }

  #find(minute: number, side: number): number {
    for (let habit = this.#from; habit < this.#from + this.tableLength; habit += entries) {
      const near = Math.abs(this.#read(habit, minuteEntry) - minute) <= this.#toleranceMinutes;
      if (near && Math.sign(this.#read(habit, sizeEntry)) === side) return habit;
    }
    return -1;
  }

  /** In the first empty place, or in that of the weakest habit that is weaker than a new one. */
  #begin(minute: number, day: number, surprise: number): void {
    let place = -1;
    let weakest = 1;
    for (let habit = this.#from; habit < this.#from + this.tableLength && weakest > 0; habit += entries) {
      const strength = Number.isNaN(this.#read(habit, minuteEntry)) ? 0 : this.#strengthOn(habit, day);
      if (strength >= weakest) continue;
      weakest = strength;
      place = habit;
    }
    if (place >= 0) this.#write(place, minute, 1, day, surprise);
  }

  #strengthen(habit: number, minute: number, day: number, before: number, surprise: number): void {
    const usual = this.#read(habit, sizeEntry);
    const size = Math.sign(surprise) * Math.min(Math.abs(surprise), growthMost * Math.abs(usual));
    const place = this.#read(habit, minuteEntry);
    const weight = 1 / Math.min(memoryDays, before + 1);
    this.#write(habit, place + weight * (minute - place), before + 1, day, usual + weight * (size - usual));
  }

  #strengthOn(habit: number, day: number): number {
    return this.#read(habit, strengthEntry) * Math.exp((this.#read(habit, dayEntry) - day) / lastsDays);
  }

  #read(habit: number, entry: number): number {
    return this.#tables[habit + entry] ?? Number.NaN;
  }

  #write(habit: number, minute: number, strength: number, day: number, size: number): void {
    this.#tables[habit + minuteEntry] = minute;
    this.#tables[habit + strengthEntry] = strength;
    this.#tables[habit + dayEntry] = day;
    this.#tables[habit + sizeEntry] = size;
  }

  recall(_numbers: NumberCursor, tables: Float32Array, tableFrom: number): void {
    this.#tables = tables;
    this.#from = tableFrom;
  }

  keep(): void {
    // All of it is in the tables.
  }

  forget(): void {
    // The tables are empty then.
  }
}
