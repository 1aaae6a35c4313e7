import type { IncidentCase } from '../../../contract/diagnosis';
import type { FromEngine } from '../../../contract/engineProtocol';

export interface DiagnosisRunParts {
  readonly revision: number;
  readonly post: (message: FromEngine) => void;
}

/** Looks for the cause of each incident: when it is told, with every round of data while it is young, and when somebody asks. */
export class DiagnosisRun {
  #cases: readonly IncidentCase[] = [];

  constructor(private readonly parts: DiagnosisRunParts) {}

  use(cases: readonly IncidentCase[]): void {
    this.#cases = cases;
  }

  /** Looks anew at the next moment; false where there is no such incident. */
  renew(incidentId: string): boolean {
    return this.#cases.some(({ id }) => id === incidentId);
  }

  /** There is new data. */
  round(): void {
    void this.parts;
  }

  close(): void {
    this.#cases = [];
  }
}
