import { expect, test } from 'vitest';
import type { Diagnosis, Suspect, SuspectKind } from './diagnosis';
import type { Execution, PlanView } from './protection';
import { recommendPlans } from './recommendPlans';

const text = (word: string) => ({ zh: word, en: word });

function plan(id: string, change: Partial<PlanView> = {}): PlanView {
  return {
    ...{
      id,
      version: 1,
      name: text(id),
      about: text(id),
      owner: 'pay',
      risk: 'low',
      relieves: [],
      switchIds: [],
      parameters: {},
    },
    ...{ for: { kinds: null, targets: null, metrics: null }, leaseMs: 1_800_000, steps: 1, simulated: true },
    ...change,
  };
}
function suspect(kind: SuspectKind, target: string, confidence: number): Suspect {
  return {
    ...{ id: `${kind} ${target}`, kind, target, name: text(target), confidence, explains: { share: 1, perMinute: null } },
    ...{ since: null, path: [target], evidence: [], changes: [] },
  };
}
function diagnosis(...suspects: Suspect[]): Diagnosis {
  return {
    ...{ incidentId: '1126-01', version: 1, phase: 'told', reason: null, firstAt: 0, at: 0, from: 0, to: 0, verdict: 'fault' },
    ...{ demand: null, symptom: { node: null, kind: 'failures' }, suspects, residual: { share: 0, perMinute: null } },
    ...{ ruledOut: [], dimensions: [], tookMs: 1 },
  };
}
const incident = {
  id: '1126-01',
  cost: { metricId: 'orders.pay', since: 0, perMinute: 400, soFar: 1_000, share: 0.3 },
  lead: { metricId: 'orders.pay', slice: {}, direction: 'below' },
} as const;
function execution(planKey: string, change: Partial<Execution>): Execution {
  return {
    ...{
      id: `${planKey}-1`,
      commandId: 'c',
      planKey,
      version: 1,
      name: text(planKey),
      incidentId: '1126-01',
      reason: '',
      by: 'Chen',
    },
    ...{
      approvedBy: null,
      breakGlass: null,
      startedAt: 0,
      phase: 'reverted',
      phaseAt: 0,
      cause: 'noRecovery',
      why: null,
      steps: [],
    },
    ...{ writes: [], perMinute: null, lease: null, effect: null, tookMs: null },
    ...change,
  };
}

const byName = plan('switch-b', { for: { kinds: ['external'], targets: ['channel-b'], metrics: null } });
const byKind = plan('any-channel', { for: { kinds: ['external'], targets: null, metrics: null } });
const byPlace = plan('retries', { relieves: ['pay-router→channel-b'] });
const byStage = plan('pay-later', { for: { kinds: null, targets: null, metrics: ['orders.pay'] } });
const elsewhere = plan('degrade-feed', {
  for: { kinds: ['node'], targets: ['home-feed'], metrics: null },
  relieves: ['home-feed'],
});
const all = [elsewhere, byStage, byPlace, byKind, byName];
const channelB = diagnosis(suspect('external', 'channel-b', 0.9), suspect('middleware', 'mysql-pay', 0.1));
const keys = (plans: ReturnType<typeof recommendPlans>): string[] => plans.map(({ planKey }) => planKey);

test('the plan written for the suspect comes first, then what touches its place, its kind, and its stage; others do not come', () => {
  const recommended = recommendPlans(all, channelB, incident, []);
  expect(keys(recommended)).toEqual(['switch-b', 'retries', 'any-channel', 'pay-later']);
  expect(recommended.map(({ why }) => why[0]?.kind)).toEqual(['suspect', 'relieves', 'suspect', 'stage']);
  expect(recommended[0]?.why[0]).toMatchObject({ suspectId: 'external channel-b', by: 'target' });
});

test('a likelier suspect outranks a closer match', () => {
  const likely = diagnosis(suspect('middleware', 'mysql-pay', 0.8), suspect('external', 'channel-b', 0.2));
  const pool = plan('pool', { relieves: ['mysql-pay'] });
  expect(keys(recommendPlans([byName, pool], likely, incident, []))).toEqual(['pool', 'switch-b']);
});

test('without a diagnosis only the stage speaks', () => {
  expect(keys(recommendPlans(all, null, incident, []))).toEqual(['pay-later']);
  expect(keys(recommendPlans(all, { ...channelB, phase: 'looking' }, incident, []))).toEqual(['pay-later']);
});

test('a plan for another stage is not meant, although it touches the suspect', () => {
  const submit = plan('submit-only', {
    for: { kinds: null, targets: null, metrics: ['orders.submit'] },
    relieves: ['channel-b'],
  });
  expect(recommendPlans([submit], channelB, incident, [])).toEqual([]);
});

test('what was tried for this incident and taken back comes last, so the next candidate is at the top', () => {
  const tried = execution('switch-b', {});
  const recommended = recommendPlans(all, channelB, incident, [tried]);
  expect(keys(recommended)).toEqual(['retries', 'any-channel', 'pay-later', 'switch-b']);
  expect(recommended.at(-1)).toMatchObject({ state: 'takenBack', executionId: 'switch-b-1' });
});

test('what was tried for another incident is untried here; what is in force keeps its place and says so', () => {
  const other = execution('switch-b', { incidentId: '1125-07' });
  expect(recommendPlans(all, channelB, incident, [other])[0]).toMatchObject({ planKey: 'switch-b', state: 'untried' });
  const active = execution('switch-b', { incidentId: '1125-07', phase: 'inForce' });
  expect(recommendPlans(all, channelB, incident, [active])[0]).toMatchObject({ planKey: 'switch-b', state: 'inForce' });
});
