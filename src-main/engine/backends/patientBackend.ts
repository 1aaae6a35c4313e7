import { BackendFailure, type Backend } from './backend';

/** A server that asks for more than this is asked again after it: an operator watches meanwhile. */
const restMsMax = 10 * 60_000;

export interface PatientBackend {
  readonly backend: Backend;
  /** When the server may be asked again, local monotonic ms; null when it may be asked now. */
  restUntilMono(): number | null;
}

/**
 * The backend, not asked before it wants to be: once an answer said Retry-After, everything that the console would ask by
 * itself (polls, history, tables) fails with that answer until then, without a request. What a person does goes through.
 */
export function patientBackend(asked: Backend, monoNow: () => number): PatientBackend {
  let rest: { readonly untilMono: number; readonly failure: BackendFailure } | null = null;
  /** A link that repeats what it heard last says nothing new: it is not heeded twice. */
  let heeded: BackendFailure | null = null;

  function resting(): typeof rest {
    if (rest !== null && rest.untilMono <= monoNow()) rest = null;
    return rest;
  }

  async function patiently<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    const now = resting();
    if (now !== null) throw now.failure;
    try {
      return await ask();
    } catch (error) {
      if (error instanceof BackendFailure && error.retryAfterMs !== null && error !== heeded) {
        heeded = error;
        rest = { untilMono: monoNow() + Math.min(restMsMax, Math.max(0, error.retryAfterMs)), failure: error };
      }
      throw error;
    }
  }

  const { samples, events, silences, topology } = asked;
  return {
    restUntilMono: () => resting()?.untilMono ?? null,
    backend: {
      check: (signal) => patiently(() => asked.check(signal)),
      samples:
        samples === null
          ? null
          : {
              query: (request, signal) => patiently(() => samples.query(request, signal)),
              breakdown: (request, signal) => patiently(() => samples.breakdown(request, signal)),
            },
      events: events === null ? null : { since: (sinceAt, signal) => patiently(() => events.since(sinceAt, signal)) },
      silences: silences === null ? null : { ...silences, list: (signal) => patiently(() => silences.list(signal)) },
      topology: topology === null ? null : { ...topology, read: (signal) => patiently(() => topology.read(signal)) },
      close: () => asked.close(),
    },
  };
}
