import type { CheckRun, Diagnosis } from '../../../contract/diagnosis';
import type { FindingEntry, RememberedFindings } from './findingsJournal';

/** What a diagnosis that says the same again weighs differently is written this often, room ms. */
const everyMs = 60_000;

/** Gives what is worth an entry: another cause at once, the numbers behind it once a minute; runs of runbooks when they rest. */
export interface FindingsKeeper {
  /** What is in the journal already. */
  begin(remembered: RememberedFindings): void;
  /** `last`: the incident is over, and this is what stays of it. */
  keepDiagnosis(diagnosis: Diagnosis, last: boolean): void;
  keepRun(run: CheckRun): void;
  forget(gone: (incidentId: string) => boolean): void;
}

export function createFindingsKeeper(append: (entry: FindingEntry) => void): FindingsKeeper {
  const diagnoses = new Map<string, Diagnosis>();
  /** By incident, then by runbook. */
  const runs = new Map<string, Map<string, CheckRun>>();

  function remember(run: CheckRun): void {
    const ofIncident = runs.get(run.incidentId) ?? new Map<string, CheckRun>();
    runs.set(run.incidentId, ofIncident.set(run.runbookId, run));
  }

  return {
    begin: (remembered) => {
      diagnoses.clear();
      runs.clear();
      for (const diagnosis of remembered.diagnoses) diagnoses.set(diagnosis.incidentId, diagnosis);
      remembered.runs.forEach(remember);
    },
    keepDiagnosis: (diagnosis, last) => {
      const known = diagnoses.get(diagnosis.incidentId);
      if (known === diagnosis) return;
      if (known !== undefined && !last && storyOf(known) === storyOf(diagnosis) && diagnosis.at - known.at < everyMs) return;
      append({ kind: 'diagnosis', diagnosis });
      diagnoses.set(diagnosis.incidentId, diagnosis);
    },
    keepRun: (run) => {
      if (run.phase === 'running' || runs.get(run.incidentId)?.get(run.runbookId) === run) return;
      append({ kind: 'checks', run });
      remember(run);
    },
    forget: (gone) => {
      for (const known of [diagnoses, runs]) for (const id of known.keys()) if (gone(id)) known.delete(id);
    },
  };
}

function storyOf({ phase, verdict, firstAt, reason, suspects }: Diagnosis): string {
  return JSON.stringify([phase, verdict, firstAt, reason, suspects[0]?.id]);
}
