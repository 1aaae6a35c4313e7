import { Notification } from 'electron';
import { isGraver } from '../control/incidents/gradeOf';
import type { Notice } from '../control/incidents/noticesOf';
import type { Store } from '../control/store';
import type { Log } from './logFile';
import { preferencesOf } from './preferences';
import type { Windows } from './windows';

/** Notifications on the desktop. Sound is a window's: it plays while a grave incident stands that nobody has acknowledged. */
export interface DesktopNotifier {
  readonly tell: (notices: readonly Notice[]) => void;
  readonly close: () => void;
}

/** Standing at once; a desktop shows a few anyway. */
const shownMax = 20;

export function createDesktopNotifier(store: Store, windows: () => Windows, log: Log): DesktopNotifier {
  // An object that nobody holds is collected, and its click is lost with it.
  const shown = new Map<string, Notification>();

  function show({ incident }: Notice): void {
    const { language } = preferencesOf(store);
    close(incident.id);
    const workspace = store.read().workspace['current'];
    const notification = new Notification({
      title: `${incident.grade} ${incident.headline[language]}`,
      body: `${workspace?.name[language] ?? ''} · ${incident.id}`,
      urgency: 'critical',
      silent: true,
    });
    notification.on('click', () => windows().open('incident', null, incident.id).window.focus());
    notification.on('failed', (_event, error) => log('warn', `a desktop notification failed: ${error}`));
    notification.show();
    shown.set(incident.id, notification);
    for (const id of shown.keys()) {
      if (shown.size <= shownMax) break;
      close(id);
    }
  }

  function close(id: string): void {
    shown.get(id)?.close();
    shown.delete(id);
  }

  return {
    tell: (notices) => {
      for (const notice of notices) {
        if (notice.kind === 'resolved') close(notice.incident.id);
        else if (notice.kind !== 'located' && isUrgent(notice) && Notification.isSupported()) show(notice);
      }
    },
    close: () => {
      for (const id of shown.keys()) close(id);
    },
  };
}

/** Only what somebody must look at now, and nobody does. */
function isUrgent({ incident }: Notice): boolean {
  return isGraver(incident.grade, 'P2') && incident.acknowledged === null && incident.snoozed === null;
}
