import type { EventSeverity } from '../../../contract/state';
import { trafficSchema, type Traffic } from '../../../contract/words';
import type { BackendEvent } from './backend';
import type { Alert } from './alertShapes';

const titleLengthMax = 300;
/** Beyond these a label is not shown and cannot be silenced by; the alert itself stays. */
const labelsMax = 64;
const labelLengthMax = 1_024;
/** Labels that name what is ill, most telling first. */
const targetLabels = ['node', 'service', 'app', 'component', 'job', 'instance'] as const;
/** Annotations that say it in a sentence, best first. */
const titleAnnotations = ['summary', 'title', 'message', 'description'] as const;

const severities: Readonly<Record<string, EventSeverity>> = {
  critical: 'critical',
  page: 'critical',
  p0: 'critical',
  p1: 'critical',
  warning: 'warning',
  p2: 'warning',
  info: 'info',
  p3: 'info',
};

/** One alert as an event of the room. The same fingerprint that fires again later is another event. */
export function alertEvent(alert: Alert, backendId: string, severityLabel: string): BackendEvent {
  const { labels, annotations, status } = alert;
  const title = titleOf(labels, annotations);
  return {
    id: `alert:${backendId}:${alert.fingerprint}:${alert.startsAt}`,
    at: alert.startsAt,
    kind: 'alarm',
    // Whoever wrote the alert wrote it in one language.
    title: { zh: title, en: title },
    target: targetLabels.map((name) => labels[name] ?? '').find((value) => value !== '') ?? null,
    traffic: trafficOf(labels['traffic']),
    severity: severityOf(labels[severityLabel]),
    until: null,
    labels: Object.fromEntries(
      Object.entries(labels)
        .filter(([, value]) => value.length <= labelLengthMax)
        .slice(0, labelsMax),
    ),
    alert: {
      state: status.state === 'suppressed' ? 'suppressed' : 'active',
      // In one order: a server that lists them otherwise each time has told nothing new.
      silencedBy: [...status.silencedBy].sort(),
      inhibitedBy: [...status.inhibitedBy].sort(),
      acknowledged: null,
    },
  };
}

/** An alert that does not say how grave it is, or in a word nobody knows, is at least worth a look. */
export function severityOf(label: string | undefined): EventSeverity {
  const word = label?.trim().toLowerCase() ?? '';
  return Object.hasOwn(severities, word) ? (severities[word] ?? 'warning') : 'warning';
}

function titleOf(labels: Alert['labels'], annotations: Alert['annotations']): string {
  const said = titleAnnotations.map((name) => annotations[name]?.trim() ?? '').find((text) => text !== '');
  const title = said ?? labels['alertname']?.trim() ?? '';
  return title === '' ? 'alert' : title.slice(0, titleLengthMax);
}

function trafficOf(label: string | undefined): Traffic {
  const parsed = trafficSchema.safeParse(label);
  return parsed.success ? parsed.data : 'real';
}
