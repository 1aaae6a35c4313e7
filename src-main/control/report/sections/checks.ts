import type { CheckResult, CheckRun } from '../../../../contract/diagnosis';
import { markdownBlocks, markdownTable } from '../plainMarkdown';
import type { ReportFacts } from '../reportFacts';
import type { Telling } from '../telling';

export function checksSection({ checks, incident }: ReportFacts, say: Telling): string {
  if (checks.length === 0) return say.words.checks.none;
  return markdownBlocks(...checks.map((run) => runBlock(run, incident, say)));
}

function runBlock(run: CheckRun, incident: ReportFacts['incident'], say: Telling): string {
  const words = say.words.checks;
  const { name, node, phase, conclusion, checks } = run;
  const about = node === null ? [] : [say.target(node)];
  return markdownBlocks(
    `### ${[say.name(name), ...about, words.phases[phase]].join(' · ')}`,
    conclusion === null ? null : words.conclusion(say.name(conclusion)),
    markdownTable(
      words.head,
      checks.map((check) => [say.name(check.name), words.states[check.state], found(check, run, incident, say), who(check, say)]),
    ),
  );
}

function found(
  { id, kind, said, answers }: CheckResult,
  { runbookId }: CheckRun,
  incident: ReportFacts['incident'],
  say: Telling,
): string {
  const parts = said === null ? [] : [say.name(said)];
  if (kind !== 'question') return parts.join('');
  const answer = incident.answers.find((each) => each.runbookId === runbookId && each.checkId === id);
  const chosen = answers.find((each) => each.id === answer?.answerId);
  if (answer === undefined || chosen === undefined) return parts.join('');
  return [...parts, say.words.checks.answered(say.name(chosen.name), say.name(answer.note))].join(say.words.comma);
}

function who({ by, at }: CheckResult, say: Telling): string {
  const when = at === null ? [] : [say.clock(at)];
  return [...(by === null ? [] : [say.name(by)]), ...when].join(say.words.comma);
}
