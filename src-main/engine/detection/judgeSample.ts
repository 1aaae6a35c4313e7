import type { Direction, SeriesKind, SignalShape } from '../../../contract/detection';
import { DayPosition } from './dailyBins';
import type { DayNote } from './detector';
import type { LevelParts } from './levelParts';
import { scaleBinCount } from './noiseScale';

const dayMs = 86_400_000;
/** Samples this near to the expectation are normal: nearly all of them, of noise and wander together. */
const bandDeviations = 3;
/** Before it has seen a day it asks for twice the surprise: its own noise is hardly known. */
const coldScoreMin = 2;
const warmDays = 1;
const warmStepsMin = 30;
/** Nobody knows how much a promotion brings from one sample to the next: this part of the excess, per ten seconds. */
const promotionNoise = 0.08;
const promotionNoiseMs = 10_000;
const promotionNoiseMost = 0.25;
/** A sample that is nearer than this part of the last minutes' mean departure is on its way back. */
const stillOutShare = 0.5;
/** A holiday's shape is only like that of a weekend. */
const holidayDoubt = 1.5;

/** What a detector tells of its newest sample. */
export interface Findings {
  expected: number;
  ordinary: number;
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
  const { local, usual } = parts;
  const sample = parts.resets.isReset(value) ? Number.NaN : value;
  position.set(((localAt + parts.stepMs / 2) % dayMs) / dayMs, scaleBinCount);
  usual.read(localAt, note);
  findings.ordinary = usual.ordinary;
  local.step(localAt, sample);
  findings.kind = parts.rhythm.kindOf(localAt, local, usual);
  findings.warm = usual.days >= warmDays && local.steps >= warmStepsMin;
  if (!Number.isFinite(sample)) {
    findings.score = 0;
    setBand(parts, findings);
    return false;
  }
  const isFormer = returnsToFormer(parts, localAt, sample, note);
  const sudden = judgeFast(parts, localAt, note);
  const slowScore = judgeSlow(parts, localAt, sample, note, findings.kind);
  setBand(parts, findings);
  const fastScore = isFormer || isReturn(parts, localAt, sample, note, findings) ? 0 : sudden;
  findings.score = Math.max(fastScore, slowScore);
  const isAbnormal = findings.score >= 1;
  if (isAbnormal) describe(parts, localAt, sample, note, fastScore, slowScore, findings);
  learn(parts, localAt, sample, note, isAbnormal);
  return isAbnormal && (findings.warm || findings.score >= coldScoreMin);
}

/** What had been accepted as the new level is over: the sample is where the level before it would be, and nowhere near this one. */
function returnsToFormer({ local, usual, departure }: LevelParts, localAt: number, value: number, note: DayNote): boolean {
  const near = bandDeviations * Math.hypot(local.deviation, departure.deviation || 0);
  const isFormer = Math.abs(value - usual.formerExpected) <= near && Math.abs(value - usual.expected) > 2 * near;
  if (!isFormer) return false;
  usual.goBack();
  usual.read(localAt, note);
  departure.rest();
  local.accept(value);
  return true;
}

/** A jump that ends where the usual day is, from trouble on the other side or from a promotion: something is over, nothing begins. */
function isReturn(
  { local, usual, run }: LevelParts,
  localAt: number,
  value: number,
  note: DayNote,
  { bandLow, bandHigh }: Findings,
): boolean {
  const returns = note === 'promotion' ? local.surprise < 0 : run.sideAt(localAt) * local.surprise < 0;
  return returns && usual.trusted && value >= bandLow && value <= bandHigh;
}

function judgeFast(parts: LevelParts, localAt: number, note: DayNote): number {
  const { local, usual, fastBudget, stepMs } = parts;
  let surprise = local.surprise;
  if (note === 'promotion') {
    const share = Math.min(promotionNoiseMost, (promotionNoise * stepMs) / promotionNoiseMs);
    const excess = Math.max(0, local.expected - usual.expected, usual.shortMean - usual.expected) || 0;
    surprise = (Math.min(0, surprise) * local.deviation) / Math.hypot(local.deviation, share * excess);
  }
  surprise = parts.habits.step(localAt, surprise);
  fastBudget.step(localAt, surprise);
  return fastBudget.scoreOf(surprise);
}

function judgeSlow(parts: LevelParts, localAt: number, value: number, note: DayNote, kind: SeriesKind): number {
  const { local, usual, departure, aboveBudget, belowBudget } = parts;
  const knows = usual.trusted || (kind === 'stable' && !Number.isNaN(usual.expected));
  if (!knows || kind === 'irregular') {
    departure.rest();
    return 0;
  }
  const unit = usual.unitAt(usual.expected);
  if (departure.noise.usual === 0) departure.noise.begin(value / unit);
  const threshold = departure.drift > 0 ? aboveBudget.threshold : belowBudget.threshold;
  departure.step(position, value - usual.expected, unit, local.deviation, threshold, note === 'ordinary');
  const surprise = departure.surprise / (note === 'holiday' ? holidayDoubt : 1);
  aboveBudget.step(localAt, note === 'promotion' ? 0 : Math.max(0, surprise));
  belowBudget.step(localAt, Math.min(0, surprise));
  if (departure.held && note !== 'promotion') {
    usual.accept();
    departure.rest();
  }
  const off = value - usual.expected;
  if (off * surprise <= 0 || Math.abs(off) < stillOutShare * Math.abs(departure.drift)) return 0;
  if (surprise > 0) return note === 'promotion' ? 0 : aboveBudget.scoreOf(surprise);
  return belowBudget.scoreOf(surprise);
}

function describe(
  { run, local, departure }: LevelParts,
  localAt: number,
  value: number,
  note: DayNote,
  fastScore: number,
  slowScore: number,
  findings: Findings,
): void {
  const isOutside = note !== 'promotion' && (value < findings.bandLow || value > findings.bandHigh);
  const worst = fastScore >= slowScore ? local.surprise : departure.surprise;
  const side = Math.sign(isOutside ? value - findings.expected : worst);
  run.signal(localAt, side, fastScore >= 1, value / findings.expected);
  findings.direction = run.direction;
  findings.shape = run.shape;
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

function learn(
  { local, usual, departure }: LevelParts,
  localAt: number,
  value: number,
  note: DayNote,
  isAbnormal: boolean,
): void {
  const deviation = Math.max(departure.deviation || 0, local.deviation);
  usual.follow(value, deviation, isAbnormal || note === 'promotion');
  if (!isAbnormal) usual.learn(localAt, value, note);
}
