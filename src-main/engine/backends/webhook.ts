import { secretSlotsOf } from '../../../contract/backendSettings';
import { BackendFailure, type Backend } from './backend';
import type { BackendContext, BackendEntry, SettingsOf } from './backendEntry';
import { safeJson } from './promQlClient';
import { Inbox } from './webhook/inbox';
import { letIn } from './webhook/letIn';
import { readDelivery } from './webhook/readDelivery';
import { createReceiver, refuse, type Arrived, type Reply } from './webhook/receiver';

/** Listens for what others POST of releases, changes and drills. Its clock is the workstation's, and means nothing to the room. */
export const webhook: BackendEntry<'webhook'> = {
  traits: () => ({ simulated: false, ownTime: true, durable: false, settleMs: 0, seriesMax: 64, bucketsMax: 10_000 }),
  open: (settings, context) => openWebhook(settings, context),
};

/** Addresses at which this process listens: the test of settings that are in force finds itself there. */
const listening = new Map<string, Backend>();

function openWebhook(settings: SettingsOf<'webhook'>, context: BackendContext): Backend {
  const { url, environment } = settings;
  const inbox = new Inbox();
  const secret = (): string => {
    const [slot] = secretSlotsOf(context.backendId, settings);
    const value = slot === undefined ? undefined : context.secrets[slot.id]?.trim();
    if (value === undefined || value === '')
      throw new BackendFailure(
        'secret-missing',
        `Nobody is let in at ${url} before a secret is entered; senders show it or sign with it.`,
      );
    return value;
  };

  const receiver = createReceiver(url, ({ path, headers, body }: Arrived): Reply => {
    if (!letIn(headers, body, secret()))
      return refuse(
        401,
        'Show the secret of this webhook: Authorization: Bearer …, X-Gitlab-Token, or sign the body as X-Hub-Signature-256.',
      );
    const json = safeJson(body.toString('utf8'));
    if (json === null) return refuse(400, 'The body is no JSON.');
    const delivery = readDelivery({ path, headers, json }, environment);
    if ('refusal' in delivery) return refuse(400, delivery.refusal);
    if ('ignored' in delivery) return { status: 202, body: { accepted: 0, ignored: delivery.ignored } };
    const ids = inbox.put(delivery.events, context.roomAt?.() ?? Date.now());
    return ids === null
      ? refuse(429, 'More events wait than are read in a second; send them again in a moment.')
      : { status: 202, body: { accepted: ids.length, ids } };
  });

  /** @throws BackendFailure while it cannot listen */
  async function listen(): Promise<void> {
    secret();
    const other = listening.get(url);
    if (other !== undefined && other !== backend) return;
    await receiver.open();
    listening.set(url, backend);
  }

  const backend: Backend = {
    samples: null,
    silences: null,
    topology: null,

    events: {
      async since() {
        await listen();
        return inbox.take();
      },
    },

    async check() {
      await listen();
      const mono = context.monoNow();
      return {
        clock: { at: Date.now(), errorMs: 1, rate: 1, sentMono: mono, receivedMono: mono },
        identity: `webhook ${url}`,
        version: null,
        notes: [],
      };
    },

    close() {
      receiver.close();
      if (listening.get(url) === backend) listening.delete(url);
    },
  };
  return backend;
}
