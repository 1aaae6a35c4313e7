import type { z } from 'zod';
import { alertEvent } from './alertEvent';
import { AlertLedger, type AlertListing } from './alertLedger';
import { openSilenceDesk } from './alertmanagerSilences';
import { alertsSchema, statusSchema } from './alertShapes';
import { askJson, type JsonQuestion } from './askJson';
import { BackendFailure, type Backend, type BackendCheck, type EventSource } from './backend';
import type { BackendContext, BackendEntry, SettingsOf } from './backendEntry';
import { headClock, headClockErrorMs } from './headClock';
import { createHttpDoor } from './httpDoor';

const requestTimeoutMs = 10_000;

/** Alertmanager's API v2, from 0.22 on. Alerts are events; there are no samples. Peers of a cluster are not known: one is asked. */
export const alertmanager: BackendEntry<'alertmanager'> = {
  traits: () => ({ simulated: false, ownTime: false, durable: false, settleMs: 0, seriesMax: 64, bucketsMax: 10_000 }),
  open: (settings, context) => openAlertmanager(settings, context),
};

function openAlertmanager(settings: SettingsOf<'alertmanager'>, context: BackendContext): Backend {
  // A base such as https://host/alertmanager keeps its path.
  const base = settings.url.endsWith('/') ? settings.url : `${settings.url}/`;
  const where = new URL(base).origin;
  const door = createHttpDoor(settings, context);
  const ledger = new AlertLedger();
  let serverStartedAt: number | null = null;

  function ask<Shape extends z.ZodType>(
    path: string,
    rest: Pick<JsonQuestion<Shape>, 'shape' | 'signal'> & Partial<JsonQuestion<Shape>>,
  ): Promise<z.output<Shape>> {
    return askJson({ url: new URL(path, base), timeoutMs: requestTimeoutMs, door, ...rest });
  }

  async function readStatus(signal: AbortSignal): Promise<BackendCheck> {
    let at = Number.NaN;
    const sentMono = context.monoNow();
    const status = await ask('api/v2/status', { shape: statusSchema, signal, onHead: (head) => (at = headClock(head)) });
    const receivedMono = context.monoNow();
    serverStartedAt = status.uptime;
    if (Number.isNaN(at))
      throw new BackendFailure('bad-shape', `${where} does not tell its time; let the proxy before it pass the Date header.`);
    return {
      clock: { at, errorMs: headClockErrorMs, rate: 1, sentMono, receivedMono },
      identity: `alertmanager ${base}`,
      version: status.versionInfo.version,
      notes: ledger.cut ? ['partial-answers'] : [],
    };
  }

  async function readAlerts(filters: readonly string[], signal: AbortSignal): Promise<Omit<AlertListing, 'serverStartedAt'>> {
    const path = `api/v2/alerts?${filters.map((filter) => `filter=${encodeURIComponent(filter)}`).join('&')}`;
    let at = Number.NaN;
    const alerts = await ask(path, {
      shape: alertsSchema,
      signal,
      onHead: (head) => (at = headClock(head)),
      explain: (status, text) =>
        status === 400 ? new BackendFailure('bad-query', `${where} cannot match alerts so: ${text.slice(0, 300)}`) : null,
    });
    const events = alerts.map((alert) => ({
      event: alertEvent(alert, context.backendId, settings.severityLabel),
      endsAt: alert.endsAt,
    }));
    return { alerts: events, at };
  }

  const events: EventSource = {
    async since(_sinceAt, signal) {
      const listing = await readAlerts([], signal);
      const ids = new Set(listing.alerts.map(({ event }) => event.id));
      if (serverStartedAt === null || ledger.lacks(ids)) await readStatus(signal);
      return ledger.take({ ...listing, serverStartedAt: serverStartedAt ?? 0 });
    },
  };

  return {
    check: readStatus,
    samples: null,
    events,
    silences: openSilenceDesk({
      where,
      ask,
      alerts: async (filters, signal) => (await readAlerts(filters, signal)).alerts.map(({ event }) => event),
      firing: () => ledger.firing(),
    }),
    topology: null,
    close: () => door.close(),
  };
}
