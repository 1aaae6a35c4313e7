import type { Alarm, DetectorName } from '../../contract/detection';
import type { Incident } from '../../contract/incidents';
import type { Workspace } from '../../contract/workspace';
import { createIncidents } from '../../src-main/control/incidents/incidents';
import { createSeriesCatalog } from '../../src-main/engine/samples/series';
import { AlarmTeller } from '../../src-main/engine/watch/alarmTeller';
import { Judgements } from '../../src-main/engine/watch/judgements';
import { Roster } from '../../src-main/engine/watch/roster';
import type { SeriesWatch } from '../../src-main/engine/watch/seriesWatch';
import { learnedMs, coarseStepMs, teachHistory } from '../../src-main/engine/watch/warmStart';
import type { CaseSamples } from './caseSamples';
import { comparedWatches, comparedStepMs } from './comparedWatches';

/** An incident as the operator saw it come. */
export interface SeenIncident {
  readonly id: string;
  /** When it was on screen, as a warning or as trouble. */
  readonly seenAt: number;
  /** When it was more than a warning; null: it never was. */
  firmAt: number | null;
  readonly startedAt: number;
  readonly headline: string;
}

/** One detector with everything behind it: a watch per series, alarms, folding, and what an operator saw of it. */
export interface Lane {
  readonly detector: DetectorName;
  readonly stepMs: number;
  /** Incidents in the order in which they came on screen. */
  readonly incidents: () => readonly SeenIncident[];
  /** Every alarm and warning, as it was when it was raised. */
  readonly alarms: readonly Alarm[];
  readonly signals: () => number;
  /** What stands on screen now, newest first. */
  readonly standing: () => readonly Incident[];
  /** Every alarm as it was told last, by id. */
  readonly told: () => Readonly<Record<string, Alarm>>;
  /** Judges all buckets that end by `at`; told from `tellFrom` on. */
  judgeTo(at: number): void;
}

export interface LaneSpan {
  /** Buckets are judged one by one from here; before it lies what is learned. */
  readonly nativeFrom: number;
  /** Incidents count from here on. */
  readonly tellFrom: number;
  readonly to: number;
}

/** The console polls Demo City once a second: so long after its end a bucket is judged. */
const pollMs = 1_000;

export function openLane(detector: DetectorName, workspace: Workspace, samples: CaseSamples, span: LaneSpan): Lane {
  const { nativeFrom, tellFrom, to } = span;
  const isOurs = detector === 'level';
  const watches = isOurs ? learnedWatches(workspace, samples, span) : comparedWatches(detector, workspace, samples, span);
  const stepMs = isOurs ? (watches[0]?.watched.series.stepMs ?? 0) : comparedStepMs;
  const firstSlot = Math.ceil(nativeFrom / stepMs);
  const columns = watches.map(({ watched }) => samples(watched.series, firstSlot, Math.floor(to / stepMs) - firstSlot));
  const teller = new AlarmTeller();
  const folding = createIncidents({ workspace });
  const incidents = new Map<string, SeenIncident>();
  const alarms: Alarm[] = [];
  const newest = new Map<string, Alarm>();
  let slot = firstSlot;

  const tell = (at: number): void => {
    const news = teller.changed(watches);
    for (const alarm of news) if (!newest.has(alarm.id)) alarms.push(alarm);
    for (const alarm of news) newest.set(alarm.id, alarm);
    if (news.length > 0) folding.receive(news, at);
    else folding.tick(at);
    for (const { id, startedAt, headline, forecastAt } of folding.list()) {
      const known = incidents.get(id) ?? { id, seenAt: at, firmAt: null, startedAt, headline: headline.en };
      if (forecastAt === null) known.firmAt ??= at;
      incidents.set(id, known);
    }
  };

  return {
    detector,
    stepMs,
    incidents: () => [...incidents.values()],
    alarms,
    standing: () => folding.list().filter(({ phase }) => phase !== 'resolved'),
    told: () => Object.fromEntries(newest),
    signals: () => watches.reduce((sum, { signals }) => sum + signals, 0),
    judgeTo(at) {
      for (; (slot + 1) * stepMs <= at; slot += 1) {
        watches.forEach((watch, i) => watch.feed(slot, columns[i]?.[slot - firstSlot] ?? Number.NaN));
        const end = (slot + 1) * stepMs;
        if (end < tellFrom) continue;
        if (end - stepMs < tellFrom) watches.forEach((watch) => teller.skipEnded(watch));
        tell(end + pollMs);
      }
    },
  };
}

/** The console's own watch of every series, taught as at its start. */
function learnedWatches(workspace: Workspace, samples: CaseSamples, { nativeFrom }: LaneSpan): SeriesWatch[] {
  const catalog = createSeriesCatalog(workspace);
  const roster = new Roster(workspace, catalog, new Judgements());
  const { fromSlot, count } = taughtSlots(nativeFrom);
  return roster.entries.map((entry) => {
    const { metricId, slice } = entry.watched.series;
    const traffic = workspace.metrics[metricId]?.traffic ?? 'real';
    const lookup = catalog({ metricId, slice, traffic }, coarseStepMs);
    if (!lookup.found) throw new Error(lookup.reason);
    const watch = roster.begin(entry, null);
    const values = samples(lookup.series, fromSlot, count);
    teachHistory(watch, { stepMs: coarseStepMs, fromSlot, count }, values, roster.localAt, roster.calendar);
    entry.watch = watch;
    return watch;
  });
}

/** The coarse buckets that a series learns from before it is judged. */
export function taughtSlots(nativeFrom: number): { readonly fromSlot: number; readonly count: number } {
  const fromSlot = Math.ceil((nativeFrom - learnedMs) / coarseStepMs);
  return { fromSlot, count: Math.floor(nativeFrom / coarseStepMs) - fromSlot };
}
