import { selectAlarms, selectIncidents } from '../incidents/selectIncidents';
import { useConsole } from '../state/windowConsole';
import { healthOfScore } from './healthOfScore';
import { subjectNumbers } from './subjectNumbers';
import type { Subject } from './subject';
import { troubleSince } from './troubleSince';
import type { SubjectGraph } from './useSubjectGraph';

/** When the trouble of a subject began, epoch ms; null while nothing tells of one. */
export function useTroubleSince(subject: Subject, { graph }: SubjectGraph): number | null {
  const alarms = useConsole(selectAlarms);
  const incidents = useConsole(selectIncidents);
  const health = healthOfScore(subjectNumbers(graph, subject)?.score);
  return troubleSince({ alarms, incidents }, subject, health === 'broken' || health === 'degraded');
}
