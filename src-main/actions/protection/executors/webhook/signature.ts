import { createHmac } from 'node:crypto';

/**
 * What lets a receiver know that a request is ours and new: HMAC-SHA256 over `timestamp.content`, in hexadecimal. The content is the body of
 * a POST, and path with query of a GET, which begins with `/` as no body does: a signed question is never a signed command.
 * `timestamp`: epoch seconds; receivers turn away what is older than a few minutes.
 */
export function signatureHeaders(secret: string, content: string, nowMs: number): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(nowMs / 1_000));
  const signature = createHmac('sha256', secret).update(`${timestamp}.${content}`).digest('hex');
  return { 'x-highnoon-timestamp': timestamp, 'x-highnoon-signature': `sha256=${signature}` };
}
