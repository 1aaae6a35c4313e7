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
export async function diagnosePlayed(played: PlayedCase): Promise<SaidOf[]> {
  const { drawn, told, samples } = played;
  const since = drawn.anomaly !== null ? drawn.judgedFrom : drawn.liveFrom;
  const faultAt = Math.min(...drawn.faults.map(({ at }) => at));
  const isOfIt = ({ startedAt }: IncidentCase): boolean => startedAt >= (drawn.anomaly === null ? faultAt - reachBackMs : since);
  const found = new Map<string, { incident: IncidentCase; raisedAt: number; said: Diagnosis[] }>();
  const desk = openRun(played, (diagnosis) => found.get(diagnosis.incidentId)?.said.push(diagnosis));
  const waiting = [...told];
  for (let at = drawn.judgedFrom + samples.stepMs + pollMs; at <= drawn.to; at += samples.stepMs) {
    desk.at = at;
    for (let news = waiting[0]; news !== undefined && news.at <= at; news = waiting[0]) {
      waiting.shift();
      const cases = news.cases.filter(isOfIt);
      for (const incident of cases) {
        const known = found.get(incident.id) ?? { raisedAt: news.at, said: [] };
        found.set(incident.id, { ...known, incident });
      }
      desk.run.use(cases);
    }
    desk.run.round();
    await desk.run.settled();
    const firsts = [...found.values()].map(({ said }) => said.at(-1)?.firstAt ?? at);
    if (firsts.length > 0 && firsts.every((firstAt) => at - firstAt >= followedMs)) break;
  }
  desk.run.close();
  return [...found.values()];
}

/** The same code asked by a person, about an incident that the console did not open. */
export async function diagnoseAsked(played: PlayedCase, incident: IncidentCase): Promise<SaidOf> {
  const said: Diagnosis[] = [];
  const desk = openRun(played, (diagnosis) => said.push(diagnosis));
  desk.at = incident.raisedAt + pollMs;
  desk.run.use([incident]);
  await desk.run.settled();
  desk.run.renew(incident.id);
  await desk.run.settled();
  desk.run.close();
  return { incident, raisedAt: incident.raisedAt, said };
}

interface OpenRun {
  /** The room's clock, and the end of what has been seen. */
  at: number;
  readonly run: DiagnosisRun;
}

function openRun({ drawn, topology, samples, events }: PlayedCase, onSaid: (diagnosis: Diagnosis) => void): OpenRun {
  const workspace = caseWorkspace(drawn);
  const link = coreLinkOf(workspace, topology);
  const catalog = createSeriesCatalog(workspace);
  const now = { at: drawn.judgedFrom };
  const run = new DiagnosisRun({
    revision: 1,
    workspace,
    catalog,
    link: () => link,
    tables: createTableCatalog(workspace, catalog),
    samples: () => sourceOfKept(samples, () => now.at),
    eventsSince: (from) => events.filter((event) => event.at >= from && event.at <= now.at),
    read: async (series, firstSlot, count) => series.map(({ ask }) => readKept(samples, ask, firstSlot, count)),
    backend: () => ({ seenTo: now.at, failure: null }),
    world: () => 0,
    roomAt: () => now.at,
    timers: { monoNow: () => performance.now() },
    post: (message) => {
      if (message.type === 'diagnosis') onSaid(message.diagnosis);
    },
  });
  return Object.assign(now, { run });
}
