import { eventSeverities } from '../../../contract/state';
import type { BackendEvent, Firing } from './backend';

/** Alertmanager keeps alerts in memory only: after a restart it knows none until their senders repeat them, its resolve_timeout at the latest. */
const repeatedWithinMs = 300_000;
/** A storm beyond this is told by its gravest and newest; main keeps no more either. */
const alertsMax = 400;

interface Told {
  readonly event: BackendEvent;
  /** What the server last said about its end. */
  readonly endsAt: number;
  /** Start of the server that last listed it. */
  readonly serverStartedAt: number;
}

export interface AlertListing {
  readonly alerts: readonly { readonly event: BackendEvent; readonly endsAt: number }[];
  /** The server's clock at the answer, epoch ms. */
  readonly at: number;
  readonly serverStartedAt: number;
}

/** Alertmanager lists what fires and has no history: here it is remembered, so that an alert which left the list is told as ended. */
export class AlertLedger {
  readonly #told = new Map<string, Told>();
  #firing: Firing | null = null;
  #cut = false;

  /** Whether a listing lacks an alert that fired before: then it matters whether the server restarted meanwhile. */
  lacks(ids: ReadonlySet<string>): boolean {
    return [...this.#told.keys()].some((id) => !ids.has(id));
  }

  /** What a listing means: all that fires, and what ended since the one before. Oldest first. */
  take({ alerts, at, serverStartedAt }: AlertListing): BackendEvent[] {
    const present = new Set(alerts.map(({ event }) => event.id));
    const isYoung = at < serverStartedAt + repeatedWithinMs;
    const ended: BackendEvent[] = [];
    for (const [id, told] of this.#told) {
      if (present.has(id) || (isYoung && told.serverStartedAt !== serverStartedAt)) continue;
      ended.push(endedEvent(told, at));
      this.#told.delete(id);
    }
    const shown = gravestAndNewest(alerts);
    for (const { event, endsAt } of shown) this.#told.set(event.id, { event, endsAt, serverStartedAt });
    this.#firing = isYoung ? null : { eventIds: [...new Set([...present, ...this.#told.keys()])], at };
    this.#cut = shown.length < alerts.length;
    return [...shown.map(({ event }) => event), ...ended].sort((a, b) => a.at - b.at);
  }

  /** All that fires; null while a young server may not know all of it yet. */
  firing(): Firing | null {
    return this.#firing;
  }

  /** Whether more fires than is told one by one. */
  get cut(): boolean {
    return this.#cut;
  }
}

function endedEvent({ event, endsAt }: Told, at: number): BackendEvent {
  const alert = event.alert === null ? null : { ...event.alert, state: 'resolved' as const };
  return { ...event, until: Math.max(event.at, Math.min(endsAt, at)), alert };
}

function gravestAndNewest(alerts: AlertListing['alerts']): AlertListing['alerts'] {
  if (alerts.length <= alertsMax) return alerts;
  const rank = ({ event }: AlertListing['alerts'][number]): number => eventSeverities.indexOf(event.severity);
  return [...alerts].sort((a, b) => rank(a) - rank(b) || b.event.at - a.event.at).slice(0, alertsMax);
}
