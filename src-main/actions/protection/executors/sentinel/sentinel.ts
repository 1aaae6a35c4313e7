import type { SwitchSet, TargetSettings } from '../../../../../contract/protectionSettings';
import { ExecutorFailure, type Executor, type PlannedWrite } from '../../executor';
import { askHttp, type HttpQuestion } from '../askHttp';
import { findCentre, forgetCentre } from './findCentre';
import { inTurn } from './inTurn';
import { countIn, othersIn, ownRule, ownWith, rulesIn } from './ruleList';

type Target = Extract<TargetSettings, { kind: 'sentinel' }>;
type What = SwitchSet<'sentinel'>;

/**
 * Sentinel's command centre. It can only replace all rules of a type, so a write reads them right before, is refused where the switch's
 * own rule is not what it was planned on, carries the others along as they are then, and looks afterwards whether they are still there.
 * What the others were when it was planned does not matter: a plan sets several rules of one application. A restart forgets them all.
 */
export const sentinel: Executor<'sentinel'> = {
  bind: (target, what) => ({
    instances: async () => Object.keys(target.instances),
    read: (instance, signal) =>
      atCentre(target, instance, signal, async (centre) => {
        const own = ownRule(await readRules(centre, what, signal), what);
        return { value: countIn(own, what), basis: own };
      }),
    plan: (instance, present, wanted) => ({
      instance,
      request: present.value === wanted ? '' : requestOf(what, ownWith(present.basis, what, wanted)),
      present: present.value,
      wanted,
      basis: present.basis,
      expires: false,
    }),
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

function requestOf({ rule, resource, by }: What, own: string | null): string {
  if (own !== null) return `POST /setRules type=${rule} data=[all others as they are then, ${own}]`;
  return `POST /setRules type=${rule} data=[all as they are then, without the one for ${resource} by ${by}]`;
}

async function readRules(centre: string, what: What, signal: AbortSignal): Promise<ReturnType<typeof rulesIn>> {
  return rulesIn(await ask({ method: 'GET', url: `http://${centre}/getRules?type=${what.rule}`, changes: false }, signal));
}

async function writeRules(centre: string, what: What, { basis, wanted }: PlannedWrite, signal: AbortSignal): Promise<string> {
  const before = await readRules(centre, what, signal);
  if (ownRule(before, what) !== basis)
    throw new ExecutorFailure(
      'refused',
      `The rule for ${what.resource} at ${centre} is not what was read: somebody else set it, or the application was restarted. Nothing was written; read it again.`,
    );
  const [others, own] = [othersIn(before, what), ownWith(basis, what, wanted)];
  const data = `[${[...others, ...(own === null ? [] : [own])].join(',')}]`;
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
  await checkOthers(centre, what, others, signal);
  return `${answer}, with ${others.length} other rules`;
}

/** What it does not like vanishes without a word, and somebody else may have written between our reading and our writing. */
async function checkOthers(centre: string, what: What, sent: readonly string[], signal: AbortSignal): Promise<void> {
  const after = await readRules(centre, what, signal).catch((error: unknown) => {
    if (!(error instanceof ExecutorFailure)) throw error;
    throw new ExecutorFailure('unknown', `${centre} took it and does not answer any more: ${error.message} Read it back.`);
  });
  const present = othersIn(after, what);
  const [gone, come] = [sent.filter((rule) => !present.includes(rule)), present.filter((rule) => !sent.includes(rule))];
  if (gone.length > 0 || come.length > 0)
    throw new ExecutorFailure(
      'unknown',
      `${centre} said success, but other rules there changed with it. Gone: ${gone.join(' ').slice(0, 300) || 'none'}. New: ${come.join(' ').slice(0, 300) || 'none'}. Put them right.`,
    );
}

async function ask(question: HttpQuestion, signal: AbortSignal): Promise<string> {
  const { status, text } = await askHttp(question, signal);
  if (status === 200) return text;
  const words = `${new URL(question.url).host} answered ${status}: ${text.trim().slice(0, 200)}`;
  if (question.changes && status >= 500) throw new ExecutorFailure('unknown', `${words}. Read it back to know what is in force.`);
  throw new ExecutorFailure('refused', `${words}.`);
}
