import type { CheckResult, CheckRun } from '../../../contract/diagnosis';
import type { Incident } from '../../../contract/incidents';
import { withAnswers } from '../../../contract/withAnswers';
import type { LocalText } from '../../../contract/words';

/**
 * What stands of a runbook when an engine tells its run. An engine that began anew, or was asked to look again, runs it from the start: what
 * was found before stays until that is through, and a conclusion until there is another.
 */
export function joinRun(known: CheckRun | undefined, next: CheckRun): CheckRun {
  if (known === undefined || known.startedAt === next.startedAt || known.phase === 'running') return next;
  if (next.phase === 'running' || (known.phase === 'concluded' && next.phase !== 'concluded')) return known;
  return next;
}

/** With what people answered, also after the end, for the report; and at rest once the incident is. The same object when nothing changes. */
export function followRun(run: CheckRun, { phase, resolvedAt, answers }: Incident): CheckRun {
  const answered = withAnswers(run, answers);
  const over = phase === 'resolved' && (answered.phase === 'running' || answered.phase === 'waiting');
  return over ? { ...answered, phase: 'done', endedAt: resolvedAt, checks: answered.checks.map(leftOpen) } : answered;
}

function leftOpen(check: CheckResult): CheckResult {
  if (check.state === 'waiting') return { ...check, state: 'unknown', said: nobodyAnswered };
  if (check.state === 'due' || check.state === 'running') return { ...check, state: 'unknown', said: check.said ?? notLookedAt };
  return check;
}

const nobodyAnswered: LocalText = { zh: '事件结束前没有人回答。', en: 'Nobody answered before the incident was over.' };
const notLookedAt: LocalText = { zh: '事件结束前没来得及查。', en: 'The incident was over before this was looked at.' };
