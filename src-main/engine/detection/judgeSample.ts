import type { Direction, SeriesKind, SignalShape } from '../../../contract/detection';
import { DayPosition } from './dailyBins';
import type { DayNote } from './detector';
import type { LevelParts } from './levelParts';
import { scaleBinCount } from './noiseScale';

const T: Record<string, number> = (globalThis as any).T ?? {};
const dayMs = 86_400_000;
/** Samples this near to the expectation are normal: nearly all of them, of noise and wander together. */
const bandDeviations = 3;
/** Before it has seen a day it asks for twice the surprise: its own noise is hardly known. */
const coldScoreMin = 2;
const warmDays = 1;
const warmStepsMin = 30;
/** Nobody knows how much a promotion brings from one sample to the next: this part of the excess, per ten seconds. */
const promotionNoise = 0.05;
const promotionNoiseMs = 10_000;
const promotionNoiseMost = 0.25;
/** A holiday's shape is only like that of a weekend. */
const holidayDoubt = 1.5;

/** What a detector tells of its newest sample. */
export interface Findings {
  expected: number;
  score: number;
  bandLow: number;
  bandHigh: number;
  kind: SeriesKind;
  direction: Direction;
  shape: SignalShape;
  warm: boolean;
}

const position = new DayPosition();

/** Judges the next sample of the series that the parts hold, and learns from it. Returns whether it is worth an alarm. */
export function judgeSample(parts: LevelParts, localAt: number, value: number, note: DayNote, findings: Findings): boolean {
  const { local, usual, departure } = parts;
  const sample = parts.resets.isReset(value) ? Number.NaN : value;
  position.set(((localAt + parts.stepMs / 2) % dayMs) / dayMs, scaleBinCount);
  usual.read(localAt, note);
  local.step(localAt, sample);
  findings.kind = parts.rhythm.kindOf(localAt, local, usual);
  findings.warm = usual.days >= warmDays && local.steps >= warmStepsMin;
  if (!Number.isFinite(sample)) {
    findings.score = 0;
    setBand(parts, findings);
    return false;
  }
  const fastScore = judgeFast(parts, localAt, note);
  const slowScore = judgeSlow(parts, localAt, sample, note, findings.kind);
  setBand(parts, findings);
  const off = sample - findings.expected;
  findings.score = Math.max(fastScore, slowScore);
  const alarms = findings.score >= (findings.warm ? 1 : (T['cold'] ?? coldScoreMin));
  if (alarms) {
    const outside = sample < findings.bandLow || sample > findings.bandHigh;
    const side = outside ? off : fastScore >= slowScore ? local.surprise : departure.surprise;
    parts.run.signal(localAt, Math.sign(side), fastScore >= 1, sample / findings.expected);
    findings.direction = parts.run.direction;
    findings.shape = parts.run.shape;
  }
  learn(parts, localAt, sample, note, alarms);
  return alarms;
}

function judgeFast({ local, usual, fastBudget, stepMs }: LevelParts, localAt: number, note: DayNote): number {
  let surprise = local.surprise;
  if (note === 'promotion') {
    const share = Math.min(promotionNoiseMost, (promotionNoise * stepMs) / promotionNoiseMs);
    const excess = Math.max(0, local.expected - usual.expected) || 0;
    surprise = (Math.min(0, surprise) * local.deviation) / Math.hypot(local.deviation, share * excess);
  }
  fastBudget.step(localAt, surprise);
  return Math.abs(surprise) / fastBudget.threshold;
}

function judgeSlow(parts: LevelParts, localAt: number, value: number, note: DayNote, kind: SeriesKind): number {
  const { local, usual, departure, aboveBudget, belowBudget } = parts;
  const knows = usual.trusted || (kind === 'stable' && !Number.isNaN(usual.expected));
  if (!knows || kind === 'irregular') {
    departure.rest();
    return 0;
  }
  if (departure.noise.usual === 0) departure.noise.begin(value);
  const threshold = departure.drift > 0 ? aboveBudget.threshold : belowBudget.threshold;
  departure.step(position, value - usual.expected, local.deviation, threshold, note === 'ordinary');
  const surprise = departure.surprise / (note === 'holiday' ? holidayDoubt : 1);
  aboveBudget.step(localAt, note === 'promotion' ? 0 : Math.max(0, surprise));
  belowBudget.step(localAt, Math.min(0, surprise));
  if (departure.held && note !== 'promotion') {
    usual.accept();
    departure.rest();
  }
  if (T['slowOff']) return 0;
  const off = value - usual.expected;
  if (off * surprise <= 0 || Math.abs(off) < (T['still'] ?? 0.5) * Math.abs(departure.drift)) return 0;
  if (surprise > 0) return note === 'promotion' ? 0 : surprise / aboveBudget.threshold;
  return -surprise / belowBudget.threshold;
}

function setBand({ local, usual, departure, fastBudget }: LevelParts, findings: Findings): void {
  if (local.kind === 'irregular') {
    const { base } = local.bursts;
    const size = local.bursts.sizeOf(fastBudget.threshold);
    findings.expected = base;
    findings.bandLow = usual.isCount ? Math.max(0, base - size) : base - size;
    findings.bandHigh = base + size;
    return;
  }
  const knows = !Number.isNaN(usual.expected);
  const wander = knows && departure.deviation > 0 ? departure.deviation : 0;
  const half = bandDeviations * Math.hypot(local.deviation, wander);
  findings.expected = knows ? usual.expected : local.expected;
  const low = findings.expected - half;
  findings.bandLow = usual.isCount ? Math.max(0, low) : low;
  findings.bandHigh = findings.expected + half;
}

function learn({ local, usual, departure }: LevelParts, localAt: number, value: number, note: DayNote, alarms: boolean): void {
  const deviation = Math.max(departure.deviation || 0, local.deviation);
  usual.follow(value, deviation, alarms || note === 'promotion');
  if (!alarms) usual.learn(localAt, value, note);
}
