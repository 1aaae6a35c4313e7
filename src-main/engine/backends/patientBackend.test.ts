import { describe, expect, it } from 'vitest';
import { BackendFailure, type Backend } from './backend';
import { patientBackend } from './patientBackend';

const never = new AbortController().signal;

function busyBackend(retryAfterMs: number | null) {
  let mono = 1_000;
  const asked: string[] = [];
  const busy = (what: string) => () => {
    asked.push(what);
    return Promise.reject(new BackendFailure('busy', `${what}: too many requests`, retryAfterMs));
  };
  const server: Backend = {
    check: busy('check'),
    samples: { query: busy('query'), breakdown: busy('breakdown') },
    events: { since: busy('events') },
    silences: {
      list: busy('list'),
      matching: busy('matching'),
      put: busy('put'),
      expire: busy('expire'),
      firing: () => null,
    },
    topology: null,
    close: () => void asked.push('close'),
  };
  const patient = patientBackend(server, () => mono);
  return { asked, patient, pass: (ms: number) => (mono += ms) };
}

const request = { series: [], from: 0, to: 0, stepMs: 1_000 };

describe('a server that asked to be left alone', () => {
  it('is not asked before the time it named, and then again', async () => {
    const { asked, patient, pass } = busyBackend(5_000);
    await expect(patient.backend.check(never)).rejects.toMatchObject({ code: 'busy' });
    expect(patient.restUntilMono()).toBe(6_000);
    pass(4_999);
    await expect(patient.backend.samples?.query(request, never)).rejects.toMatchObject({ code: 'busy' });
    await expect(patient.backend.events?.since(0, never)).rejects.toMatchObject({ code: 'busy' });
    await expect(patient.backend.silences?.list(never)).rejects.toMatchObject({ code: 'busy' });
    expect(asked).toEqual(['check']);
    pass(1);
    expect(patient.restUntilMono()).toBeNull();
    await expect(patient.backend.samples?.query(request, never)).rejects.toThrow('query');
    expect(asked).toEqual(['check', 'query']);
  });

  it('still hears what a person does', async () => {
    const { asked, patient } = busyBackend(5_000);
    await expect(patient.backend.check(never)).rejects.toThrow('check');
    await expect(patient.backend.silences?.expire('s1', never)).rejects.toThrow('expire');
    expect(asked).toEqual(['check', 'expire']);
  });

  it('is watched again after ten minutes, whatever it asked for', async () => {
    const { patient } = busyBackend(86_400_000);
    await expect(patient.backend.check(never)).rejects.toThrow('check');
    expect(patient.restUntilMono()).toBe(1_000 + 600_000);
  });

  it('is not waited for twice because its last word is repeated', async () => {
    let mono = 0;
    const lastWord = new BackendFailure('busy', 'wait', 1_000);
    const link: Backend = {
      check: () => Promise.reject(lastWord),
      samples: null,
      events: null,
      silences: null,
      topology: null,
      close: () => undefined,
    };
    const patient = patientBackend(link, () => mono);
    await expect(patient.backend.check(never)).rejects.toBe(lastWord);
    mono = 1_000;
    await expect(patient.backend.check(never)).rejects.toBe(lastWord);
    expect(patient.restUntilMono()).toBeNull();
  });

  it('is asked at once when it named no time', async () => {
    const { asked, patient } = busyBackend(null);
    for (let i = 0; i < 3; i += 1) await expect(patient.backend.check(never)).rejects.toThrow('check');
    expect(asked).toEqual(['check', 'check', 'check']);
  });
});
