/** 0.92, never 92 %: a confidence is no share of anything. */
export function confidenceText(confidence: number): string {
  return confidence.toFixed(2);
}

/** From here on each word; below the last one it is hard to tell. */
const words = [
  { from: 0.85, key: 'confidence.sure' },
  { from: 0.6, key: 'confidence.likely' },
  { from: 0.35, key: 'confidence.maybe' },
] as const;

/** The word's key: what is rounded is what is read, so 0.849 is as sure as the 0.85 that is written. */
export function confidenceWord(confidence: number): (typeof words)[number]['key'] | 'confidence.unsure' {
  const shown = Number(confidenceText(confidence));
  return words.find(({ from }) => shown >= from)?.key ?? 'confidence.unsure';
}
