import type { CaseOutcome } from './runCase';

/** By what the fault cost at its worst, share of a stage's orders. */
const classes = [
  { name: '≥ 30 %', least: 0.3 },
  { name: '10–30 %', least: 0.1 },
  { name: '5–10 %', least: 0.05 },
  { name: '2–5 %', least: 0.02 },
] as const;
const unseen = 'no order missing';
export const sizeClasses: readonly string[] = [...classes.map(({ name }) => name), unseen];

export function sizeClass({ loss }: CaseOutcome): string {
  const size = loss?.size ?? 0;
  return classes.find(({ least }) => size >= least)?.name ?? unseen;
}
