import { z } from 'zod';
import type { SilenceDraft } from '../../../contract/engineProtocol';
import type { Matcher } from '../../../contract/state';
import { BackendFailure, type BackendEvent, type Firing, type SilenceDesk } from './backend';
import { silencePutSchema, silenceSchema, silencesSchema, type Silence } from './alertShapes';
import type { JsonQuestion } from './askJson';

/** Expired silences are kept by the server for days; the newest few say who silenced what lately. */
const expiredMax = 20;
/** More silences than anybody reads; those in force come first. */
const silencesMax = 200;

export interface SilenceSurroundings {
  readonly where: string;
  readonly ask: <Shape extends z.ZodType>(
    path: string,
    rest: Pick<JsonQuestion<Shape>, 'shape' | 'signal'> & Partial<JsonQuestion<Shape>>,
  ) => Promise<z.output<Shape>>;
  readonly alerts: (filters: readonly string[], signal: AbortSignal) => Promise<readonly BackendEvent[]>;
  readonly firing: () => Firing | null;
}

/** Silences of an Alertmanager. Every write is read back, because a 200 alone hides nothing. */
export function openSilenceDesk({ where, ask, alerts, firing }: SilenceSurroundings): SilenceDesk {
  const explain = (status: number, text: string): BackendFailure | null => explainRefusal(where, status, text);
  const read = (id: string, signal: AbortSignal): Promise<Silence> =>
    ask(`api/v2/silence/${encodeURIComponent(id)}`, { shape: silenceSchema, signal, explain });

  return {
    firing,
    async list(signal) {
      const silences = await ask('api/v2/silences', { shape: silencesSchema, signal });
      const expired = silences.filter(({ status }) => status.state === 'expired').sort((a, b) => b.endsAt - a.endsAt);
      const inForce = silences.filter(({ status }) => status.state !== 'expired').sort((a, b) => a.endsAt - b.endsAt);
      return [...inForce, ...expired.slice(0, expiredMax)]
        .slice(0, silencesMax)
        .map(({ status, ...silence }) => ({ ...silence, state: status.state }));
    },

    matching: (matchers, signal) => alerts(matchers.map(filterText), signal),

    async put(id, silence, signal) {
      const answer = await ask('api/v2/silences', {
        shape: silencePutSchema,
        signal,
        explain,
        body: { json: { ...(id === null ? {} : { id }), ...onWire(silence) } },
      });
      // With an id the server may have expired that silence and made another one.
      const kept = await read(answer.silenceID, signal);
      if (kept.status.state === 'expired')
        throw new BackendFailure(
          'bad-query',
          `${where} took the silence but shows it as expired; its clock may be ahead of this room's.`,
        );
      if (matchersText(kept.matchers) !== matchersText(silence.matchers))
        throw new BackendFailure(
          'bad-query',
          `${where} kept other matchers than it was given (it may be too old for negative ones); end that silence at once.`,
        );
      return kept.id;
    },

    async expire(id, signal) {
      const deleted = await ask(`api/v2/silence/${encodeURIComponent(id)}`, {
        shape: z.unknown(),
        signal,
        explain,
        method: 'DELETE',
      }).then(
        () => null,
        (error: unknown) => {
          if (error instanceof BackendFailure) return error;
          throw error;
        },
      );
      // Newer servers answer an error for a silence that somebody else ended a moment before: it is over, as asked.
      const { status } = await read(id, signal).catch((error: Error) => Promise.reject(deleted ?? error));
      if (status.state === 'expired') return;
      if (deleted !== null) throw deleted;
      throw new BackendFailure(
        'bad-query',
        `${where} answered that the silence ended, but it is still ${status.state}; end it there.`,
      );
    },
  };
}

/** A matcher as the API's filter has it, quoted as Alertmanager unquotes it. */
export function filterText({ name, value, isRegex, isEqual }: Matcher): string {
  const operator = isRegex ? (isEqual ? '=~' : '!~') : isEqual ? '=' : '!=';
  const quoted = value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  return `${name}${operator}"${quoted}"`;
}

/** The server sorts them as it likes. */
function matchersText(matchers: readonly Matcher[]): string {
  return matchers.map(filterText).sort().join();
}

function onWire({ matchers, startsAt, endsAt, createdBy, comment }: SilenceDraft): object {
  return {
    matchers,
    startsAt: new Date(startsAt).toISOString(),
    endsAt: new Date(endsAt).toISOString(),
    createdBy,
    comment,
  };
}

/** What the server says is wrong with the silence: a JSON string, or an object with a message. The rest has sentences of its own. */
function explainRefusal(where: string, status: number, text: string): BackendFailure | null {
  if (status !== 400 && status !== 404 && status !== 422 && status !== 500) return null;
  return new BackendFailure('bad-query', `${where} refuses that: ${saidIn(text)}`);
}

function saidIn(text: string): string {
  const said = z
    .union([z.string(), z.object({ message: z.string() }).transform(({ message }) => message)])
    .safeParse(jsonOrNull(text));
  return (said.success ? said.data : text).slice(0, 300);
}

function jsonOrNull(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return null;
  }
}
