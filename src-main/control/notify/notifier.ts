import type { ChannelSecret } from '../../../contract/backendSettings';
import { channelSecretsOf } from '../../../contract/channelSecrets';
import type { NotifyChannelView } from '../../../contract/incidents';
import { refuse, type Result } from '../../../contract/result';
import type { NotifyChannelSettings, Workspace } from '../../../contract/workspace';
import type { Notice } from '../incidents/noticesOf';
import type { Store } from '../store';
import type { Message } from './channelKind';
import { deliver } from './deliver';
import { createOutbox, type Outbox } from './outbox';
import type { Poster } from './post';
import { channelKinds } from './registry';
import { writeMessage, writeTry, type Room } from './writeMessage';

export interface NotifierParts {
  readonly store: Store;
  readonly poster: Poster;
  readonly secretsOf: (channelId: string) => Readonly<Partial<Record<ChannelSecret, string>>>;
  /** Written into the incident's story. */
  readonly note: (incidentId: string, kind: 'notified' | 'notNotified', text: string) => void;
  /** Room time, for what is shown. */
  readonly roomNow: () => number;
  /** The workstation's clock, which a receiver compares with its own. */
  readonly wallNow: () => number;
  readonly monotonicNow: () => number;
  readonly pause: (ms: number) => Promise<void>;
  readonly log: (level: 'info' | 'warn', text: string) => void;
}

/** Tells people outside the room: one message for an incident, for its cause, for each time it grows graver, and for its end. */
export interface Notifier {
  begin(workspace: Workspace): void;
  readonly tell: (notices: readonly Notice[]) => void;
  try(channelId: string): Promise<Result<void>>;
  readonly secretsChanged: () => void;
  readonly close: () => Promise<void>;
}

interface Channel {
  readonly id: string;
  readonly settings: NotifyChannelSettings;
  readonly outbox: Outbox;
}

export function createNotifier(parts: NotifierParts): Notifier {
  const { store, poster, secretsOf, note, roomNow, wallNow, monotonicNow, pause, log } = parts;
  let channels: readonly Channel[] = [];
  let room: Room = { name: { zh: '', en: '' }, timeZone: 'UTC', simulated: false };

  function open(id: string, settings: NotifyChannelSettings): Channel {
    const name = settings.name[settings.language];
    const send = async (notice: Notice): Promise<void> => {
      const result = await sendTo(
        id,
        settings,
        writeMessage(notice, settings.language, room, store.read().diagnoses[notice.incident.id]),
      );
      if (result.ok)
        note(
          notice.incident.id,
          'notified',
          `${toldPrefix(settings)}${notice.kind === 'resolved' ? '✓' : notice.incident.grade}`,
        );
      else note(notice.incident.id, 'notNotified', `${name}: ${result.refusal.message}`);
    };
    const leftOut = (notice: Notice): void =>
      note(notice.incident.id, 'notNotified', `${name}: too many messages at once, this one was left out.`);
    return { id, settings, outbox: createOutbox({ send, leftOut, monotonicNow, pause }) };
  }

  async function sendTo(id: string, settings: NotifyChannelSettings, message: Message): Promise<Result<void>> {
    const kind = channelKinds[settings.kind];
    const missing = missingSecret(id, settings);
    if (missing !== null) return missing;
    const result = await deliver(() => kind.prepare(message, settings.url, secretsOf(id), wallNow()), kind, poster, pause);
    // The workspace may be another one by now.
    if (channels.some((channel) => channel.id === id)) show(id, settings, result);
    if (!result.ok) log('warn', `channel ${id} was not told: ${result.refusal.message}`);
    return result;
  }

  function show(id: string, { kind, name }: NotifyChannelSettings, result: Result<void> | null): void {
    const before = store.read().notify[id];
    const view: NotifyChannelView = {
      ...{ id, kind, name },
      phase: result === null ? 'ready' : result.ok ? 'ready' : 'failing',
      sentAt: result?.ok === true ? roomNow() : (before?.sentAt ?? null),
      reason: result === null || result.ok ? null : result.refusal.message,
    };
    store.put('notify', id, view);
  }

  function missingSecret(id: string, settings: NotifyChannelSettings): Result<never> | null {
    const known = secretsOf(id);
    const missing = channelSecretsOf(id, settings).some(({ what }) => known[what] === undefined);
    return missing ? refuse('unavailable', 'A secret of this channel has not been entered. Enter it in the settings.') : null;
  }

  function showAll(): void {
    for (const { id, settings } of channels) {
      const missing = missingSecret(id, settings);
      if (missing === null) {
        // What failed before may work with the new secret; nobody knows until it is tried.
        show(id, settings, null);
        continue;
      }
      const { kind, name } = settings;
      const reason = missing.ok ? null : missing.refusal.message;
      store.put('notify', id, { id, kind, name, phase: 'waiting', sentAt: store.read().notify[id]?.sentAt ?? null, reason });
    }
  }

  return {
    begin: (workspace) => {
      for (const { outbox } of channels) outbox.close();
      room = {
        name: workspace.name,
        timeZone: workspace.timeZone,
        simulated: workspace.backends[workspace.source]?.kind === 'demoCity',
      };
      channels = Object.entries(workspace.notify).map(([id, settings]) => open(id, settings));
      store.replace('notify', {});
      showAll();
    },
    tell: (notices) => {
      for (const notice of notices)
        for (const channel of channels) if (concerns(notice, channel)) channel.outbox.put(asFirst(notice, channel));
    },
    try: async (channelId) => {
      const channel = channels.find(({ id }) => id === channelId);
      if (channel === undefined) return refuse('not-found', 'The workspace has no such channel any more.');
      return sendTo(channelId, channel.settings, writeTry(channel.settings.language, room, wallNow()));
    },
    secretsChanged: showAll,
    close: async () => {
      for (const { outbox } of channels) outbox.close();
      channels = [];
      await poster.close();
    },
  };
}

/** Its grades; and its end only when it was told of the beginning. */
function concerns(notice: Notice, channel: Channel): boolean {
  const { settings } = channel;
  if (notice.kind === 'resolved') return settings.resolved && wasTold(notice, channel);
  if (notice.kind === 'located' && !wasTold(notice, channel)) return false;
  return settings.grades.includes(notice.incident.grade) && notice.incident.snoozed === null;
}

/** What the channel hears of for the first time is new to it, however it came to be so grave. */
function asFirst(notice: Notice, channel: Channel): Notice {
  return notice.kind === 'graver' && !wasTold(notice, channel) ? { ...notice, kind: 'opened' } : notice;
}

/** Or is about to be. */
function wasTold({ incident }: Notice, { settings, outbox }: Channel): boolean {
  const prefix = toldPrefix(settings);
  return (
    outbox.holds(incident.id) || incident.steps.some(({ kind, note }) => kind === 'notified' && note?.startsWith(prefix) === true)
  );
}

function toldPrefix({ name, language }: NotifyChannelSettings): string {
  return `${name[language]} · `;
}
