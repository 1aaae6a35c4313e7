import { expect, test } from 'vitest';
import type { WorkspaceView } from '../../contract/state';
import { linkSuspect, nodeSuspect } from '../incidents/diagnosisStory';
import { incidentWorkspace } from '../incidents/story';
import { clueLines } from './clueLines';
import { clueSpan } from './clueSpan';
import { clueWords } from './clueWords';

const latency = incidentWorkspace.metrics['nodes.latency'];
const errors = incidentWorkspace.metrics['links.errors'];
const workspace = {
  ...incidentWorkspace,
  metrics: {
    ...incidentWorkspace.metrics,
    ...(latency === undefined ? {} : { 'links.latency': latency, 'links.calleeLatency': latency }),
    ...(errors === undefined ? {} : { 'links.calleeErrors': errors, 'links.requests': errors, 'links.arrived': errors }),
  },
} satisfies WorkspaceView;
const measured: WorkspaceView = {
  ...workspace,
  coreLink: {
    measures: { node: {}, caller: { requests: 'links.requests' }, callee: { requests: 'links.arrived' } },
    failureKinds: null,
    stageOf: {},
    cuts: [],
  },
};
const [failures, slow] = linkSuspect.evidence;
const [own] = nodeSuspect.evidence;

test('evidence is told in plain words: what it is, whose, how much now and usually, since when', () => {
  expect(failures && clueWords(failures, workspace, null, 'zh')).toEqual({
    title: '丢在两端之间',
    of: 'pay-router → 渠道 B',
    said: '失败 94.7%，平时 1.2% · 12:02:00 起',
  });
  expect(own && clueWords(own, workspace, null, 'en')).toEqual({
    title: 'It is its own',
    of: 'pay-gateway',
    said: 'TP99 410 ms, usually 120 ms',
  });
});

test('both sides of a call are one picture, the caller first; latency keeps its metric’s unit', () => {
  const drawn = slow && clueLines({ ...slow, lines: [...slow.lines].reverse() }, workspace);
  expect(drawn?.sides).toEqual(['caller', 'callee']);
  expect(drawn).toMatchObject({ measure: 'latency', usual: 160, toMs: 1 });
});

test('failures are a share where the calls are measured, and counted where they are not', () => {
  expect(failures && clueLines(failures, measured)).toMatchObject({ measure: 'share', usual: 1.2 });
  expect(failures && clueLines(failures, measured)?.lines.map(({ metricId }) => metricId)).toEqual([
    'links.errors',
    'links.requests',
    'links.calleeErrors',
    'links.arrived',
  ]);
  expect(failures && clueLines(failures, workspace)).toMatchObject({ measure: 'rate', usual: null });
});

test('what the workspace no longer has is not drawn', () => {
  expect(slow && clueLines(slow, incidentWorkspace)).toBeNull();
});

test('while it lasts the picture is live from where it was judged and grows by steps; afterwards it stands', () => {
  const span = { from: 0, to: 700_000 };
  expect(clueSpan(span, false, 720_000)).toEqual({ at: null, beforeMs: 900_000 });
  expect(clueSpan(span, true, 720_000)).toEqual({ at: 700_000, beforeMs: 700_000 });
  expect(clueSpan(span, false, 4_000_000)).toEqual({ at: 700_000, beforeMs: 700_000 });
});
