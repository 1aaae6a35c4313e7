import { expect, test } from 'vitest';
import { BackendFailure } from './backends/backend';
import { answerQuestion, type QuestionHandlers } from './questionDesk';

const nobody = { backend: () => null, rereadSilences: async () => undefined };
const unasked = (): Promise<never> => Promise.reject(new Error('nobody asked this'));
const handlers: QuestionHandlers = {
  checkBackend: unasked,
  matchAlerts: unasked,
  putSilence: unasked,
  expireSilence: unasked,
  readCurves: unasked,
  readTables: unasked,
  startBacktest: unasked,
  diagnose: unasked,
  cancelBacktest: unasked,
};
const question = { name: 'matchAlerts', input: { backendId: 'am', matchers: [] } } as const;

test('an answer is accepted, an expected failure becomes a refusal with its sentence', async () => {
  const answering = { ...handlers, matchAlerts: async () => [] };
  expect(await answerQuestion(answering, question, nobody)).toEqual({ ok: true, value: [] });

  const failing = {
    ...handlers,
    matchAlerts: async () => {
      throw new BackendFailure('refused', 'It is down; start it.');
    },
  };
  expect(await answerQuestion(failing, question, nobody)).toEqual({
    ok: false,
    refusal: {
      code: 'unavailable',
      message: 'It is down; start it.',
      because: { reason: 'backend', failure: 'refused' },
    },
  });
});

test('a defect is not answered as if it were expected', async () => {
  const broken = {
    ...handlers,
    matchAlerts: async (): Promise<never> => {
      throw new TypeError('a defect');
    },
  };
  await expect(answerQuestion(broken, question, nobody)).rejects.toThrow(TypeError);
});
