import { isDeepStrictEqual } from 'node:util';
import type { CheckRun, Diagnosis, IncidentCase, Suspect } from '../../../contract/diagnosis';
import type { Incident } from '../../../contract/incidents';
import type { Store } from '../store';
import { casesOf } from './casesOf';

export interface DiagnosisDeskParts {
  readonly store: Store;
  /** To the engine. */
  readonly tellCases: (cases: readonly IncidentCase[]) => void;
  /** A step of the incident: what was found, in words. */
  readonly note: (incidentId: string, text: string) => void;
}

/** What the engine finds out about incidents, beside them in shared state; and what it has to know of them. */
export interface DiagnosisDesk {
  /** A workspace is in force: what was said of another one's incidents goes. */
  begin(): void;
  readonly receive: (diagnosis: Diagnosis) => void;
  readonly receiveChecks: (run: CheckRun) => void;
  /** Call it whenever incidents or their alarms changed. */
  readonly follow: () => void;
}

export function createDiagnosisDesk({ store, tellCases, note }: DiagnosisDeskParts): DiagnosisDesk {
  let told: readonly IncidentCase[] = [];
  /** Incident id → the cause that was noted last. */
  const noted = new Map<string, string>();

  function noteCause({ incidentId, phase, verdict, suspects }: Diagnosis): void {
    const [first] = suspects;
    const cause = phase !== 'told' ? undefined : verdict === 'fault' ? first?.id : verdict;
    if (cause === undefined || noted.get(incidentId) === cause) return;
    noted.set(incidentId, cause);
    note(incidentId, verdict === 'fault' && first !== undefined ? nameOf(first) : verdictWords[verdict]);
  }

  return {
    begin: () => {
      told = [];
      noted.clear();
      store.replace('diagnoses', {});
      store.replace('checks', {});
      store.replace('similar', {});
    },
    receive: (diagnosis) => {
      if (store.read().incidents[diagnosis.incidentId] === undefined) return;
      store.put('diagnoses', diagnosis.incidentId, diagnosis);
      noteCause(diagnosis);
    },
    receiveChecks: (run) => {
      if (store.read().incidents[run.incidentId] !== undefined) store.put('checks', `${run.incidentId} ${run.runbookId}`, run);
    },
    follow: () => {
      const { incidents, alarms, diagnoses, checks } = store.read();
      forget(incidents, diagnoses, (id) => id, 'diagnoses');
      forget(incidents, checks, (key) => checks[key]?.incidentId ?? '', 'checks');
      const cases = casesOf(Object.values(incidents), alarms);
      if (isDeepStrictEqual(cases, told)) return;
      told = cases;
      tellCases(cases);
    },
  };

  /** What was said of incidents that nobody remembers. */
  function forget(
    incidents: Readonly<Record<string, Incident>>,
    records: Readonly<Record<string, unknown>>,
    incidentOf: (key: string) => string,
    collection: 'diagnoses' | 'checks',
  ): void {
    for (const key of Object.keys(records)) if (incidents[incidentOf(key)] === undefined) store.remove(collection, key);
  }
}

const verdictWords = {
  demand: '需求变化，不是故障 · demand, not fault',
  unexplained: '无法解释 · unexplained',
  fault: '',
} as const;

function nameOf({ name: { zh, en } }: Suspect): string {
  return zh === en ? zh : `${zh} · ${en}`;
}
