import { z } from 'zod';
import { switchValueSchema, type SwitchValue } from '../../../../../contract/protectionSettings';
import { targetSlotIdOf } from '../../../../../contract/targetSecrets';
import { ExecutorFailure, type Executor } from '../../executor';
import { askHttp, type HttpAnswer } from '../askHttp';
import { jsonIn } from '../jsonIn';
import { signatureHeaders } from './signature';

/** `revision`: whatever changes when the value does; it comes back with the next write. */
const readingSchema = z.object({ value: switchValueSchema, revision: z.string().max(256).optional() });
/** The first words of an answer; the rest is for its own log. */
const wordsCharactersMax = 300;

/** Somebody's own door, as docs/webhook-switch.md describes it to those who build one. */
export const webhook: Executor<'webhook'> = {
  bind: (target, { name }, world) => {
    const { host } = new URL(target.url);

    function secret(): string {
      const slotId = targetSlotIdOf(target);
      const value = slotId === null ? null : world.secret(slotId);
      if (value !== null) return value;
      throw new ExecutorFailure(
        'bad-setting',
        `The signing secret of ${host} has not been entered; nothing was sent. Enter it in the settings, under Detection and notifications.`,
      );
    }

    async function read(signal: AbortSignal): Promise<z.infer<typeof readingSchema>> {
      const url = new URL(target.readBack);
      url.searchParams.set('name', name);
      const headers = signatureHeaders(secret(), `${url.pathname}${url.search}`, Date.now());
      const answer = await askHttp({ method: 'GET', url: url.href, headers, changes: false }, signal);
      if (answer.status !== 200) throw new ExecutorFailure('refused', refusalOf(url.host, answer));
      const parsed = readingSchema.safeParse(jsonIn(answer.text));
      if (parsed.success) return parsed.data;
      throw new ExecutorFailure('refused', `${url.host} does not answer with {"value": …}: ${wordsOf(answer)}`);
    }

    return {
      instances: async () => [host],
      read: async (_instance, signal) => {
        const { value, revision } = await read(signal);
        return { value, basis: revision ?? null };
      },
      plan: (instance, present, wanted) => ({
        instance,
        // Who, when, and the key that makes it happen once are added when it is sent.
        request:
          present.value === wanted
            ? ''
            : `POST ${target.url} ${JSON.stringify(bodyOf(name, present.value, wanted, present.basis))}`,
        present: present.value,
        wanted,
        basis: present.basis,
        expires: false,
      }),
      write: async (planned, { idempotencyKey, by }, signal) => {
        const now = Date.now();
        const content = bodyOf(name, planned.present, planned.wanted, planned.basis);
        const body = JSON.stringify({ ...content, by, idempotencyKey, sentAt: new Date(now).toISOString() });
        const headers = {
          'content-type': 'application/json',
          'idempotency-key': idempotencyKey,
          ...signatureHeaders(secret(), body, now),
        };
        const answer = await askHttp({ method: 'POST', url: target.url, headers, body, changes: true }, signal);
        if (answer.status >= 200 && answer.status < 300) return wordsOf(answer);
        if (answer.status >= 500)
          throw new ExecutorFailure('unknown', `${host} failed in the middle of it (${wordsOf(answer)}); read it back.`);
        throw new ExecutorFailure('refused', refusalOf(host, answer));
      },
      expiry: null,
      acknowledged: null,
    };
  },
};

function bodyOf(name: string, from: SwitchValue, to: SwitchValue, revision: string | null) {
  return { name, from, to, ...(revision === null ? {} : { revision }) };
}

function refusalOf(host: string, answer: HttpAnswer): string {
  const { status } = answer;
  if (status >= 300 && status < 400)
    return `${host} answered with a redirect (${status}), which is not followed. Write the address that it leads to.`;
  if (status === 401 || status === 403)
    return `${host} does not accept the signature (${status}). Enter its secret anew; check both clocks.`;
  if (status === 409 || status === 412) return `${host} says that somebody else set it meanwhile (${status}). Read it again.`;
  return `${host} refused: ${wordsOf(answer)}`;
}

function wordsOf({ status, text }: HttpAnswer): string {
  return `${status} ${text.trim().replace(/\s+/g, ' ').slice(0, wordsCharactersMax)}`.trim();
}
