import { homeZone } from '../../src-main/demoCity/time/cityZone';
import type { SeenIncident } from './lane';
import type { CaseOutcome } from './runCase';
import { cliffWithinMs, declineWithinMs } from './table';

/** One line a case for whoever tunes: what it was, what the console said of it; then a line for each incident that should not be. */
export function caseLines(outcome: CaseOutcome): string[] {
  const { drawn, loss, lanes } = outcome;
  const { level } = lanes;
  const head = [`seed ${drawn.seed}`, `variant ${drawn.variant}`, drawn.day, clock(drawn.fault?.at ?? drawn.judgedFrom)];
  const falseLines = level.falseOnes.map((incident) => `  FALSE ${line(incident)}`);
  if (drawn.fault === null || loss === null)
    return [[...head, 'healthy', `${level.wrongWarnings} warnings`, `${level.signals} signals`].join(' · '), ...falseLines];
  const { kind, at, ...params } = drawn.fault;
  const verdict = verdictOf(outcome);
  const said = [
    `${loss.shape} ${(100 * loss.size).toFixed(1)} % at ${loss.stage ?? '–'}`,
    `${verdict}${level.foundAt === null ? '' : ` after ${seconds(level.foundAt - at)}`}`,
    ...(loss.tenthAt === null ? [] : [`a tenth after ${seconds(loss.tenthAt - at)}`]),
    ...(loss.fifthAt === null ? [] : [`a fifth after ${seconds(loss.fifthAt - at)}`]),
    ...(level.warnedAt === null ? [] : [`warned after ${seconds(level.warnedAt - at)}`]),
    `${level.ofFault.length} incidents`,
    `classic ${found(lanes.classicRule.foundAt, at)}`,
    `3σ ${found(lanes.threeSigma.foundAt, at)}`,
  ];
  return [
    [...head, kind, JSON.stringify(params), ...said].join(' · '),
    ...level.ofFault.map((incident) => `  seen ${line(incident)}`),
    ...falseLines,
  ];
}

function verdictOf({ drawn, loss, lanes }: CaseOutcome): string {
  const { foundAt } = lanes.level;
  const wanted = loss?.shape === 'cliff' || (loss?.tenthAt ?? null) !== null;
  if (foundAt === null) return wanted ? 'MISSED' : 'not seen';
  const since = loss?.shape === 'cliff' ? (drawn.fault?.at ?? 0) : (loss?.tenthAt ?? foundAt);
  const late = wanted && foundAt - since > (loss?.shape === 'cliff' ? cliffWithinMs : declineWithinMs);
  return late ? 'LATE' : 'seen';
}

function line({ seenAt, headline }: SeenIncident): string {
  return `${clock(seenAt)} ${headline}`;
}

function found(foundAt: number | null, since: number): string {
  return foundAt === null ? '–' : seconds(foundAt - since);
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1_000)} s`;
}

/** Local, `07-12 18:05:40`. */
function clock(at: number): string {
  return new Date(at + homeZone.offsetMs).toISOString().slice(5, 19).replace('T', ' ');
}
