import type { CheckAnswer, CheckRun } from './diagnosis';

/**
 * What people answered, put into the run; the same object when it was known. Engine and main both do it: an answer counts also
 * once the engine has forgotten the incident.
 */
export function withAnswers(run: CheckRun, answers: readonly CheckAnswer[]): CheckRun {
  let changed = false;
  const checks = run.checks.map((check) => {
    const answer = answers.find(({ runbookId, checkId }) => runbookId === run.runbookId && checkId === check.id);
    const chosen = check.answers.find(({ id }) => id === answer?.answerId);
    if (check.kind !== 'question' || answer === undefined || chosen === undefined) return check;
    if (check.at === answer.at && check.by === answer.by && check.state === chosen.means) return check;
    changed = true;
    const { note, by, at } = answer;
    const { zh, en } = chosen.name;
    return {
      ...check,
      state: chosen.means,
      said: { zh: note === '' ? zh : `${zh}：${note}`, en: note === '' ? en : `${en}: ${note}` },
      at,
      by,
    };
  });
  return changed ? { ...run, checks } : run;
}
