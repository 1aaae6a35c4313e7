import { DayPosition } from './dailyBins';
import type { DayNote } from './detector';
import type { LevelParts } from './levelParts';
import { scaleBinCount } from './noiseScale';

const dayMs = 86_400_000;
/** A half hour of the day is known after about so many buckets. */
const scaleBuckets = 20;

const position = new DayPosition();

/** Teaches the series that the parts hold with a bucket of history that is longer than its step: the curve of the day, and a first guess of the noise. */
export function teachHistory(parts: LevelParts, localAt: number, value: number, bucketMs: number, note: DayNote): void {
  const { local, usual, departure } = parts;
  if (!Number.isFinite(value) || note === 'promotion' || parts.resets.isReset(value)) return;
  usual.read(localAt, note, bucketMs);
  position.set(((localAt + bucketMs / 2) % dayMs) / dayMs, scaleBinCount);
  const off = value - usual.expected;
  const unit = usual.unitAt(Number.isNaN(usual.expected) ? value : usual.expected);
  const steps = bucketMs / parts.stepMs;
  if (departure.noise.usual === 0) {
    local.noise.begin(value);
    local.driftNoise.begin(value);
    departure.noise.begin(1);
  }
  if (usual.trusted && !Number.isNaN(off)) {
    // Means over k samples of white noise depart √k times less than samples do; wander departs the same and makes this guess too large.
    const native = off * Math.sqrt(steps);
    local.noise.teach(position, native, 1 / scaleBuckets);
    local.driftNoise.teach(position, native, 1 / scaleBuckets);
    departure.noise.teach(position, off / unit, 1 / scaleBuckets);
  }
  local.teachIdle(value, steps);
  usual.follow(value, unit * departure.noise.at(position), false, bucketMs);
  usual.learn(localAt, value, note, bucketMs);
  local.adopt(usual.curveFrom);
}
