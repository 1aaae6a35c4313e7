import { incidentStepsMax, type Incident, type IncidentStep } from '../../../contract/incidents';

export function step(at: number, kind: IncidentStep['kind'], note: string | null = null, by: string | null = null): IncidentStep {
  return { at, kind, by, note };
}

/** The first step, that it opened, stays; of the others the newest. */
export function withSteps(incident: Incident, added: readonly IncidentStep[]): Incident {
  if (added.length === 0) return incident;
  const steps = [...incident.steps, ...added];
  const [first] = steps;
  if (first === undefined || steps.length <= incidentStepsMax) return { ...incident, steps };
  return { ...incident, steps: [first, ...steps.slice(1 - incidentStepsMax)] };
}
