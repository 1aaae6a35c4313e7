import { silenceMsMax, type SilencePreview } from '../../../contract/alerts';
import type { CommandInput } from '../../../contract/commands';
import type { EngineAnswers } from '../../../contract/engineProtocol';
import { accept, refuse, type Result } from '../../../contract/result';
import type { Matcher, RoomEvent } from '../../../contract/state';
import type { Store } from '../store';
import type { Acknowledgements } from './acknowledgements';
import { hiddenAlerts } from './hiddenAlerts';
import { matchLabels } from './matchLabels';
import { tooBroad } from './tooBroad';

type SilenceQuestion = 'matchAlerts' | 'putSilence' | 'expireSilence';

export interface AlertDeskParts {
  readonly store: Store;
  readonly acknowledgements: Pick<Acknowledgements, 'of' | 'set'>;
  /** Room time, epoch ms. */
  readonly roomNow: () => number;
  readonly askEngine: <Name extends SilenceQuestion>(
    name: Name,
    input: EngineAnswers[Name]['ask'],
  ) => Promise<Result<EngineAnswers[Name]['answer']>>;
}

/** What people do about alerts: say that they have seen one, and hide what they know about, for a while and in their own name. */
export interface AlertDesk {
  acknowledge(eventId: string, by: string): Result<void>;
  unacknowledge(eventId: string): Result<void>;
  preview(backendId: string, matchers: readonly Matcher[]): Promise<Result<SilencePreview>>;
  putSilence(input: CommandInput<'silence.put'>, createdBy: string): Promise<Result<{ readonly silenceId: string }>>;
  expireSilence(backendId: string, silenceId: string): Promise<Result<void>>;
}

export function createAlertDesk({ store, acknowledgements, roomNow, askEngine }: AlertDeskParts): AlertDesk {
  function mark(eventId: string, acknowledged: { readonly by: string; readonly at: number } | null): Result<void> {
    const event = store.read().events[eventId];
    if (event === undefined || event.alert === null)
      return refuse('not-found', 'This alert is not remembered any more. Nothing was noted.');
    acknowledgements.set(eventId, acknowledged);
    store.put('events', eventId, { ...event, alert: { ...event.alert, acknowledged } });
    return accept(undefined);
  }

  function pastOf(backendId: string): readonly RoomEvent[] {
    return Object.values(store.read().events).filter((event) => event.kind === 'alarm' && event.backendId === backendId);
  }

  return {
    acknowledge: (eventId, by) => mark(eventId, { by, at: roomNow() }),
    unacknowledge: (eventId) => mark(eventId, null),

    async preview(backendId, matchers) {
      const present = await askEngine('matchAlerts', { backendId, matchers });
      if (!present.ok) return present;
      const known = pastOf(backendId);
      const ended = known.filter(({ until }) => until !== null);
      const hits = matchLabels(
        matchers,
        ended.map(({ labels }) => labels),
      );
      return accept({
        present: hiddenAlerts(present.value),
        past: hits === null ? null : hiddenAlerts(ended.filter((_, i) => hits[i] === true)),
        pastFrom: known.length === 0 ? null : Math.min(...known.map(({ at }) => at)),
        tooBroad: tooBroad(matchers),
      });
    },

    async putSilence({ backendId, id, matchers, startsAt, endsAt, comment }, createdBy) {
      const refusal = refuseSilence(matchers, startsAt, endsAt, roomNow());
      if (refusal !== null) return refusal;
      return askEngine('putSilence', { backendId, id, silence: { matchers, startsAt, endsAt, createdBy, comment } });
    },

    async expireSilence(backendId, silenceId) {
      const answer = await askEngine('expireSilence', { backendId, silenceId });
      return answer.ok ? accept(undefined) : answer;
    },
  };
}

function refuseSilence(matchers: readonly Matcher[], startsAt: number, endsAt: number, now: number): Result<never> | null {
  if (endsAt <= startsAt || endsAt <= now) return refuse('bad-input', 'A silence ends after it begins, and not in the past.');
  if (endsAt - Math.max(startsAt, now) > silenceMsMax || startsAt > now + silenceMsMax)
    return refuse('bad-input', 'A silence lasts 24 hours at most. Choose an earlier end; it can be renewed.');
  const broad = tooBroad(matchers);
  if (broad === null) return null;
  switch (broad.why) {
    case 'no-equality':
      return refuse('bad-input', 'This silence is too broad: at least one matcher must ask for one value, as in service="pay".');
    case 'matches-everything':
      return refuse(
        'bad-input',
        `This silence is too broad: ${filterOf(broad.matcher)} is true of every value. Remove or narrow it.`,
      );
    case 'unreadable':
      return refuse('bad-input', `What ${filterOf(broad.matcher)} would hide cannot be told here. Write it more simply.`);
  }
}

function filterOf({ name, value, isRegex, isEqual }: Matcher): string {
  return `${name}${isRegex ? (isEqual ? '=~' : '!~') : isEqual ? '=' : '!='}${JSON.stringify(value)}`;
}
