import { isDeepStrictEqual } from 'node:util';
import type { CheckRun, Diagnosis, IncidentCase, Suspect } from '../../../contract/diagnosis';
import type { Store } from '../store';
import { casesOf } from './casesOf';
import type { FindingEntry, RememberedFindings } from './findingsJournal';
import { joinDiagnosis } from './joinDiagnosis';
import { followRun, joinRun } from './joinRun';
import { createFindingsKeeper } from './keepFindings';
import { createSimilarity } from './similarity';

export interface DiagnosisDeskParts {
  readonly store: Store;
  /** To the engine. */
  readonly tellCases: (cases: readonly IncidentCase[]) => void;
  /** A step of the incident: what was found, in words. */
  readonly note: (incidentId: string, text: string) => void;
  readonly keep: (entry: FindingEntry) => void;
}

/** What the engine finds out about incidents, beside them in shared state; and what it has to know of them. */
export interface DiagnosisDesk {
  /** A workspace is in force: what was said of another one's incidents goes, what is remembered of this one's is there again. */
  begin(remembered: RememberedFindings): void;
  readonly receive: (diagnosis: Diagnosis) => void;
  readonly receiveChecks: (run: CheckRun) => void;
  /** Call it whenever incidents or their alarms changed. */
  readonly follow: () => void;
}

export function createDiagnosisDesk({ store, tellCases, note, keep }: DiagnosisDeskParts): DiagnosisDesk {
  let told: readonly IncidentCase[] = [];
  /** Incident id → the cause that was noted last. */
  const noted = new Map<string, string>();
  const keeper = createFindingsKeeper(keep);
  const similarity = createSimilarity(store);

  function noteCause(diagnosis: Diagnosis): void {
    const { incidentId, verdict, suspects } = diagnosis;
    const cause = causeOf(diagnosis);
    if (cause === null || noted.get(incidentId) === cause) return;
    noted.set(incidentId, cause);
    const [first] = suspects;
    note(incidentId, verdict === 'fault' && first !== undefined ? nameOf(first) : verdictWords[verdict]);
  }

  /** What was said of incidents that nobody remembers. */
  function forget(): void {
    const { incidents, diagnoses, checks, similar } = store.read();
    const gone = (incidentId: string): boolean => incidents[incidentId] === undefined;
    for (const id of Object.keys(diagnoses).filter(gone)) store.remove('diagnoses', id);
    for (const [key, { incidentId }] of Object.entries(checks)) if (gone(incidentId)) store.remove('checks', key);
    for (const id of Object.keys(similar).filter(gone)) store.remove('similar', id);
    for (const id of [...noted.keys()].filter(gone)) noted.delete(id);
    keeper.forget(gone);
  }

  /** People's answers reach their questions, and what is over comes to rest. */
  function followRuns(): void {
    const { incidents, checks } = store.read();
    for (const [key, run] of Object.entries(checks)) {
      const incident = incidents[run.incidentId];
      if (incident === undefined) continue;
      const followed = followRun(run, incident);
      if (followed !== run) store.put('checks', key, followed);
      keeper.keepRun(followed);
    }
  }

  return {
    begin: (remembered) => {
      told = [];
      noted.clear();
      keeper.begin(remembered);
      similarity.begin();
      for (const diagnosis of remembered.diagnoses) {
        const cause = causeOf(diagnosis);
        if (cause !== null) noted.set(diagnosis.incidentId, cause);
      }
      store.replace('diagnoses', Object.fromEntries(remembered.diagnoses.map((each) => [each.incidentId, each])));
      store.replace('checks', Object.fromEntries(remembered.runs.map((run) => [keyOf(run), run])));
    },
    receive: (diagnosis) => {
      const { incidents, diagnoses } = store.read();
      const incident = incidents[diagnosis.incidentId];
      if (incident === undefined) return;
      const known = diagnoses[diagnosis.incidentId];
      const joined = joinDiagnosis(known, diagnosis);
      if (joined === known) return;
      store.put('diagnoses', diagnosis.incidentId, joined);
      keeper.keepDiagnosis(joined, incident.phase === 'resolved');
      similarity.follow();
      noteCause(joined);
    },
    receiveChecks: (run) => {
      const { incidents, checks } = store.read();
      if (incidents[run.incidentId] === undefined) return;
      const known = checks[keyOf(run)];
      const joined = joinRun(known, run);
      if (joined !== known) store.put('checks', keyOf(run), joined);
      followRuns();
    },
    follow: () => {
      forget();
      followRuns();
      const { incidents, alarms, diagnoses } = store.read();
      for (const diagnosis of Object.values(diagnoses))
        if (incidents[diagnosis.incidentId]?.phase === 'resolved') keeper.keepDiagnosis(diagnosis, true);
      similarity.follow();
      const cases = casesOf(Object.values(incidents), alarms);
      if (isDeepStrictEqual(cases, told)) return;
      told = cases;
      tellCases(cases);
    },
  };
}

function keyOf({ incidentId, runbookId }: CheckRun): string {
  return `${incidentId} ${runbookId}`;
}

function causeOf({ phase, verdict, suspects }: Diagnosis): string | null {
  if (phase !== 'told') return null;
  return verdict === 'fault' ? (suspects[0]?.id ?? null) : verdict;
}

const verdictWords = {
  demand: '需求变化，不是故障 · demand, not fault',
  unexplained: '无法解释 · unexplained',
  fault: '',
} as const;

function nameOf({ name: { zh, en } }: Suspect): string {
  return zh === en ? zh : `${zh} · ${en}`;
}
