import type { SwitchSet, TargetSettings } from '../../../../../contract/protectionSettings';
import { ExecutorFailure, type Executor, type PlannedWrite } from '../../executor';
import { askHttp, type HttpQuestion } from '../askHttp';
import { findCentre, forgetCentre } from './findCentre';
import { inTurn } from './inTurn';
import { countIn, othersIn, rulesWith, sortedRules } from './ruleList';

type Target = Extract<TargetSettings, { kind: 'sentinel' }>;
type What = SwitchSet<'sentinel'>;

/**
 * Sentinel's command centre. It can only replace all rules of a type, so a write carries the others along, is refused where they are not
 * those that were read, and looks afterwards whether they are still there. Rules live in the application's memory: a restart forgets.
 */
export const sentinel: Executor<'sentinel'> = {
  bind: (target, what) => ({
    instances: async () => Object.keys(target.instances),
    read: (instance, signal) =>
      atCentre(target, instance, signal, async (centre) => {
        const rules = await readRules(centre, what, signal);
        return { value: countIn(rules, what), basis: rules };
      }),
    plan: (instance, present, wanted) => {
      const request =
        present.value === wanted ? '' : `POST /setRules type=${what.rule} data=${rulesWith(present.basis ?? '[]', what, wanted)}`;
      return { instance, request, present: present.value, wanted, basis: present.basis, expires: false };
    },
    write: (planned, _terms, signal) =>
      atCentre(target, planned.instance, signal, (centre) => writeRules(centre, what, planned, signal)),
    expiry: null,
    acknowledged: null,
  }),
};

async function atCentre<Answer>(
  target: Target,
  instance: string,
  signal: AbortSignal,
  act: (centre: string) => Promise<Answer>,
): Promise<Answer> {
  const address = target.instances[instance];
  if (address === undefined) throw new ExecutorFailure('bad-setting', `There is no instance ${instance}.`);
  const centre = await findCentre(address, target.app, signal);
  try {
    return await inTurn(centre, signal, () => act(centre));
  } catch (error) {
    if (error instanceof ExecutorFailure && error.code === 'unreachable') forgetCentre(address, target.app);
    throw error;
  }
}

async function readRules(centre: string, what: What, signal: AbortSignal): Promise<string> {
  return sortedRules(await ask({ method: 'GET', url: `http://${centre}/getRules?type=${what.rule}`, changes: false }, signal));
}

async function writeRules(centre: string, what: What, { basis, wanted }: PlannedWrite, signal: AbortSignal): Promise<string> {
  const before = await readRules(centre, what, signal);
  if (before !== basis)
    throw new ExecutorFailure(
      'refused',
      `The rules at ${centre} are not those that were read any more: somebody else set some, or it was restarted. Nothing was written; read it again.`,
    );
  const data = rulesWith(before, what, wanted);
  const answer = await ask(
    {
      method: 'POST',
      url: `http://${centre}/setRules`,
      // Versions before 1.7.1 know no "; charset" behind it.
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      // Decoded as a form, and then once more by the command: encoded once, a name with % fails and a + becomes a blank.
      body: `type=${what.rule}&data=${encodeURIComponent(encodeURIComponent(data))}`,
      changes: true,
    },
    signal,
  );
  if (answer !== 'success')
    throw new ExecutorFailure(
      'unknown',
      `${centre} says "${answer.slice(0, 200)}": it may be set in memory and not in its data source, which then takes it back. Read it back, and look at its data source.`,
    );
  await checkOthers(centre, what, data, signal);
  return answer;
}

/** What it does not like vanishes without a word, and somebody else may have written between our reading and our writing. */
async function checkOthers(centre: string, what: What, sent: string, signal: AbortSignal): Promise<void> {
  const after = await readRules(centre, what, signal).catch((error: unknown) => {
    if (!(error instanceof ExecutorFailure)) throw error;
    throw new ExecutorFailure('unknown', `${centre} took it and does not answer any more: ${error.message} Read it back.`);
  });
  if (othersIn(after, what) !== othersIn(sent, what))
    throw new ExecutorFailure(
      'unknown',
      `${centre} said success, but other rules there are not what they were: it holds ${after.slice(0, 500)}. Compare them with the request and put them right.`,
    );
}

async function ask(question: HttpQuestion, signal: AbortSignal): Promise<string> {
  const { status, text } = await askHttp(question, signal);
  if (status === 200) return text;
  const words = `${new URL(question.url).host} answered ${status}: ${text.trim().slice(0, 200)}`;
  if (question.changes && status >= 500) throw new ExecutorFailure('unknown', `${words}. Read it back to know what is in force.`);
  throw new ExecutorFailure('refused', `${words}.`);
}
