import { z } from 'zod';
import type { TargetSettings } from '../../../../../contract/protectionSettings';
import { targetSlotIdOf } from '../../../../../contract/targetSecrets';
import { ExecutorFailure, type ExecutorWorld } from '../../executor';
import { askHttp, type HttpAnswer } from '../askHttp';
import { jsonIn } from '../jsonIn';

type Target = Extract<TargetSettings, { kind: 'etcd' }>;

/** Its JSON gateway, and who we are there. */
export interface EtcdDoor {
  readonly host: string;
  /** @throws ExecutorFailure */
  ask<Answer extends z.ZodType>(question: EtcdQuestion<Answer>, signal: AbortSignal): Promise<z.infer<Answer>>;
}

export interface EtcdQuestion<Answer extends z.ZodType> {
  readonly path: `/v3/${string}`;
  readonly body: object;
  readonly answer: Answer;
  readonly changes: boolean;
}

/** gRPC's codes, as the gateway passes them on. */
const [denied, unauthenticated] = [7, 16] as const;
/** Unknown, deadline exceeded, internal, unavailable, data loss: it may have been proposed to the others all the same. */
const mayHaveHappened: readonly number[] = [2, 4, 13, 14, 15];
const errorSchema = z.object({ error: z.string(), code: z.int() });
const tokenSchema = z.object({ token: z.string().min(1) });

/**
 * By address and user: a login costs the server a tenth of a second of bcrypt, and every switch has a door of its own. As many as the
 * workspace has targets.
 */
const logins = new Map<string, { readonly password: string; readonly token: string }>();

export function createEtcdDoor(target: Target, world: ExecutorWorld): EtcdDoor {
  const { host } = new URL(target.url);
  const base = target.url.replace(/\/+$/, '');
  const loginKey = JSON.stringify([target.url, target.user]);

  const post = (path: string, body: object, changes: boolean, token: string | null, signal: AbortSignal): Promise<HttpAnswer> =>
    askHttp(
      {
        method: 'POST',
        url: `${base}${path}`,
        headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: token }) },
        body: JSON.stringify(body),
        changes,
      },
      signal,
    );

  async function logIn(user: string, signal: AbortSignal): Promise<string> {
    const slotId = targetSlotIdOf(target);
    const password = slotId === null ? null : world.secret(slotId);
    if (password === null)
      throw new ExecutorFailure(
        'bad-setting',
        `The password of ${user} at ${host} has not been entered; nothing was sent. Enter it in the settings, under Detection and notifications.`,
      );
    const known = logins.get(loginKey);
    if (known?.password === password) return known.token;
    const answer = await post('/v3/auth/authenticate', { name: user, password }, false, null, signal);
    if (answer.status !== 200)
      throw new ExecutorFailure('refused', `${host} does not let ${user} in: ${wordsOf(answer)}. Check user and password.`);
    const { token } = parse(host, tokenSchema, answer.text, false);
    logins.set(loginKey, { password, token });
    return token;
  }

  return {
    host,
    ask: async ({ path, body, answer: schema, changes }, signal) => {
      const token = target.user === undefined ? null : await logIn(target.user, signal);
      let answer = await post(path, body, changes, token, signal);
      if (target.user !== undefined && isTokenOver(answer)) {
        // It was turned away at the door, so nothing was done yet.
        logins.delete(loginKey);
        answer = await post(path, body, changes, await logIn(target.user, signal), signal);
      }
      if (answer.status !== 200) throw failureOf(host, answer, changes);
      return parse(host, schema, answer.text, changes);
    },
  };
}

/** A token ends after some minutes, with a restart of the server, and with every change of its users. */
function isTokenOver(answer: HttpAnswer): boolean {
  return codeOf(answer) === unauthenticated || wordsOf(answer).includes('revision of auth store is old');
}

function failureOf(host: string, answer: HttpAnswer, changes: boolean): ExecutorFailure {
  const [code, words] = [codeOf(answer), wordsOf(answer)];
  if (changes && (code === null ? answer.status >= 500 : mayHaveHappened.includes(code)))
    return new ExecutorFailure('unknown', `${host} failed in the middle of it: ${words}. Read it back to know what is in force.`);
  if (code === null && answer.status === 404)
    return new ExecutorFailure(
      'bad-setting',
      `${host} has no etcd v3 JSON gateway at this address; check the url, and that it is etcd 3.4 or newer.`,
    );
  const advice = code === denied || code === unauthenticated ? ' Check the roles of the user, or enter user and password.' : '';
  return new ExecutorFailure('refused', `${host} refused: ${words}.${advice}`);
}

function parse<Answer extends z.ZodType>(host: string, schema: Answer, text: string, changes: boolean): z.infer<Answer> {
  const parsed = schema.safeParse(jsonIn(text));
  if (parsed.success) return parsed.data;
  throw new ExecutorFailure(changes ? 'unknown' : 'refused', `${host} does not answer as etcd does: ${text.slice(0, 200)}`);
}

function codeOf({ text }: HttpAnswer): number | null {
  const error = errorSchema.safeParse(jsonIn(text));
  return error.success ? error.data.code : null;
}

function wordsOf({ status, text }: HttpAnswer): string {
  const error = errorSchema.safeParse(jsonIn(text));
  return error.success ? error.data.error : `${status} ${text.trim().slice(0, 200)}`;
}
