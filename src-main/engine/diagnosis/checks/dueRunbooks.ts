import type { Diagnosis, IncidentCase, Suspect } from '../../../../contract/diagnosis';
import { needsSuspect, type Runbook } from '../../../../contract/runbooks';
import type { Workspace } from '../../../../contract/workspace';

export interface DueRunbook {
  readonly runbookId: string;
  readonly runbook: Runbook;
  /** Whom it is about; null for the whole. */
  readonly node: string | null;
}

/** Whoever is less likely than these is not worth asking the backends about. */
const suspectsAsked = 3;
const confidenceMin = 0.1;

/** The runbooks that this incident calls for by now; each about the likeliest suspect it fits. */
export function dueRunbooks(workspace: Workspace, incident: IncidentCase, diagnosis: Diagnosis | null): readonly DueRunbook[] {
  const accused = diagnosis === null ? [] : accusedOf(workspace, diagnosis);
  return Object.entries(workspace.runbooks).flatMap(([runbookId, runbook]): DueRunbook[] => {
    if (!fitsIncident(runbook, incident)) return [];
    if (!needsSuspect(runbook)) return [{ runbookId, runbook, node: null }];
    const found = accused.find((one) => fitsSuspect(runbook, one, workspace));
    return found === undefined ? [] : [{ runbookId, runbook, node: found.node }];
  });
}

function fitsIncident({ when: { metrics, symptom } }: Runbook, { alarms, cost }: IncidentCase): boolean {
  const touches = (metricId: string): boolean =>
    cost?.metricId === metricId || alarms.some((alarm) => alarm.metricId === metricId);
  return (metrics === undefined || metrics.some(touches)) && (symptom !== 'loss' || cost !== null);
}

interface Accused {
  readonly node: string;
  readonly shows: readonly string[];
}

function accusedOf(workspace: Workspace, { phase, verdict, suspects, symptom }: Diagnosis): readonly Accused[] {
  if (phase !== 'told' || verdict !== 'fault') return [];
  return suspects
    .slice(0, suspectsAsked)
    .filter(({ confidence }) => confidence >= confidenceMin)
    .flatMap((suspect) => {
      const node = nodeOf(workspace, suspect);
      const shows = suspect.evidence
        .map(({ series }) => series)
        .filter((series) => series === 'latency' || series === 'failures');
      return node === null ? [] : [{ node, shows: shows.length > 0 ? shows : [symptom.kind] }];
    });
}

/** Only what the workspace names: an address is made of it. Of a link the one that is called, of a change where it was made. */
function nodeOf({ coreLink }: Workspace, { kind, target, path }: Suspect): string | null {
  const named = (id: string): boolean => Object.hasOwn(coreLink?.nodes ?? {}, id);
  if (named(target)) return target;
  const last = path.at(-1);
  return kind !== 'idc' && last !== undefined && named(last) ? last : null;
}

function fitsSuspect({ when }: Runbook, { node, shows }: Accused, { coreLink }: Workspace): boolean {
  const known = coreLink?.nodes[node];
  return (
    known !== undefined &&
    (when.nodes === undefined || when.nodes.includes(node)) &&
    (when.domains === undefined || when.domains.includes(known.domain)) &&
    (when.kinds === undefined || when.kinds.includes(known.kind)) &&
    (when.symptom === undefined || when.symptom === 'loss' || shows.includes(when.symptom))
  );
}
