import type { CheckRun, Diagnosis, Suspect } from '../../../../contract/diagnosis';

export const second = 1_000;

/** Somebody is suspected of an incident. */
export function suspectOf(node: string, over: Partial<Suspect> = {}): Suspect {
  return {
    id: `external ${node}`,
    kind: 'external',
    target: node,
    name: { zh: node, en: node },
    confidence: 0.9,
    explains: { share: 0.95, perMinute: 400 },
    since: 0,
    path: ['pay-gateway', node],
    evidence: [{ why: 'own', of: node, series: 'failures', usual: 0, now: 0.9, since: 0, weight: 1, lines: [], from: 0, to: 1 }],
    changes: [],
    ...over,
  };
}

export function diagnosisOf(incidentId: string, at: number, over: Partial<Diagnosis> = {}): Diagnosis {
  return {
    incidentId,
    version: 1,
    phase: 'told',
    reason: null,
    firstAt: at,
    at,
    from: at - 60 * second,
    to: at,
    verdict: 'fault',
    demand: 1,
    symptom: { node: 'pay-gateway', kind: 'failures' },
    suspects: [suspectOf('channel-b')],
    residual: { share: 0.05, perMinute: 20 },
    ruledOut: [],
    dimensions: [],
    tookMs: 12,
    ...over,
  };
}

/** One check that was bad, and one question. */
export function runOf(incidentId: string, startedAt: number, over: Partial<CheckRun> = {}): CheckRun {
  const name = { zh: '查', en: 'check' };
  return {
    incidentId,
    runbookId: 'payment-channel',
    name,
    node: 'channel-b',
    phase: 'waiting',
    startedAt,
    endedAt: null,
    conclusion: null,
    checks: [
      {
        ...{
          id: 'answers',
          kind: 'query',
          name,
          state: 'bad',
          said: { zh: '坏', en: 'bad' },
          value: 90,
          unit: '%',
          at: startedAt,
          by: null,
        },
        ...{ line: { metricId: 'links.errors', slice: { to: 'channel-b' }, from: 0, to: 1 }, answers: [] },
      },
      {
        ...{
          id: 'announced',
          kind: 'question',
          name,
          state: 'waiting',
          said: null,
          value: null,
          unit: '',
          at: null,
          by: null,
          line: null,
        },
        answers: [
          { id: 'yes', name: { zh: '有', en: 'yes' }, means: 'bad' },
          { id: 'no', name: { zh: '没有', en: 'no' }, means: 'good' },
        ],
      },
    ],
    ...over,
  };
}
