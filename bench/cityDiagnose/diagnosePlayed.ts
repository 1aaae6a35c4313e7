import type { Diagnosis, IncidentCase } from '../../contract/diagnosis';
import { DiagnosisRun } from '../../src-main/engine/diagnosis/diagnosisRun';
import { createSeriesCatalog } from '../../src-main/engine/samples/series';
import { createTableCatalog } from '../../src-main/engine/tables/tableCut';
import { caseWorkspace } from '../cityDetect/caseWorkspace';
import { coreLinkOf } from './coreLinkOf';
import { readKept, sourceOfKept } from './keptSamples';
import { pollMs, type PlayedCase } from './playCase';

/** What was said of one incident, oldest first. */
export interface SaidOf {
  readonly incident: IncidentCase;
  /** When the engine was told of it. */
  readonly raisedAt: number;
  readonly said: readonly Diagnosis[];
}

/** How long an incident is followed after a cause was first said. */
const followedMs = 120_000;
const reachBackMs = 60_000;

/** The console's own diagnosis run, polled as the console polls, over what was played; the incidents that began with the fault. */
export async function diagnosePlayed({ drawn, topology, told, samples, events }: PlayedCase): Promise<SaidOf[]> {
  const since = drawn.faults.length === 0 ? drawn.judgedFrom : Math.min(...drawn.faults.map(({ at }) => at)) - reachBackMs;
  const workspace = caseWorkspace(drawn);
  const link = coreLinkOf(workspace, topology);
  const catalog = createSeriesCatalog(workspace);
  let at = drawn.judgedFrom;
  const found = new Map<string, { incident: IncidentCase; raisedAt: number; said: Diagnosis[] }>();
  const run = new DiagnosisRun({
    revision: 1,
    workspace,
    catalog,
    link: () => link,
    eventsSince: (from) => events.filter((event) => event.at >= from && event.at <= at),
    read: async (series, firstSlot, count) => series.map(({ ask }) => readKept(samples, ask, firstSlot, count)),
    tables: createTableCatalog(workspace, catalog),
    samples: () => sourceOfKept(samples, () => at),
    backend: () => ({ seenTo: at, failure: null }),
    world: () => 0,
    roomAt: () => at,
    timers: { monoNow: () => performance.now() },
    post: (message) => {
      if (message.type === 'diagnosis') found.get(message.diagnosis.incidentId)?.said.push(message.diagnosis);
    },
  });
  const waiting = [...told];
  for (at = drawn.judgedFrom + samples.stepMs + pollMs; at <= drawn.to; at += samples.stepMs) {
    for (let news = waiting[0]; news !== undefined && news.at <= at; news = waiting[0]) {
      waiting.shift();
      const cases = news.cases.filter((incident) => incident.startedAt >= since);
      for (const incident of cases) {
        const known = found.get(incident.id) ?? { raisedAt: news.at, said: [] };
        found.set(incident.id, { ...known, incident });
      }
      run.use(cases);
    }
    run.round();
    await run.settled();
    const firsts = [...found.values()].map(({ said }) => said.at(-1)?.firstAt ?? at);
    if (firsts.length > 0 && firsts.every((firstAt) => at - firstAt >= followedMs)) break;
  }
  run.close();
  return [...found.values()];
}
