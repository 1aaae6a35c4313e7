import { createClassicRule } from './classicRule';
import type { Detector } from './detector';
import { createLevelDetector } from './levelDetector';
import { createThreeSigma } from './threeSigma';

/** A new detector is one file and one line here; `level` is what the console runs, the others are there to compare with. */
export const detectors = {
  level: createLevelDetector,
  classicRule: createClassicRule,
  threeSigma: createThreeSigma,
} as const satisfies Readonly<Record<string, (stepMs: number) => Detector>>;

export type DetectorName = keyof typeof detectors;
