import { createHmac, createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a sender knows the secret. Either as it is, `Authorization: Bearer …` or GitLab's `X-Gitlab-Token`; or as the key of a
 * signature over the body, `X-Hub-Signature-256: sha256=<HMAC-SHA256, hexadecimal>` as GitHub writes it, which proves the body too.
 * A signature that is there and wrong is not made good by anything else.
 */
export function letIn(headers: IncomingHttpHeaders, body: Buffer, secret: string): boolean {
  const signature = headers['x-hub-signature-256'];
  if (typeof signature === 'string') return same(signature, `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
  const token = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? headers['x-gitlab-token'];
  return typeof token === 'string' && same(token, secret);
}

/** Compared as hashes: equal in length, and no faster for a better guess. */
function same(given: string, wanted: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(wanted));
}
