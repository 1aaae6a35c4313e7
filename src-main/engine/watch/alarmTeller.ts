import type { Alarm } from '../../../contract/detection';
import type { SeriesWatch } from './seriesWatch';

/** An ended alarm is told as long as late orders may still be taken off its loss. */
const endedToldMs = 31 * 60_000;

interface Told {
  readonly print: string;
  readonly alarm: Alarm;
}

/** Remembers what was told of each alarm, so that only what is new leaves, and that one whose series is watched no more is ended. */
export class AlarmTeller {
  readonly #told = new Map<string, Told>();

  /** What is new or changed since the last call. */
  changed(watches: readonly SeriesWatch[]): Alarm[] {
    const alarms = watches.flatMap((watch) => watch.alarms());
    const changed = alarms.filter((alarm) => {
      if (alarm.endedAt !== null && alarm.updatedAt - alarm.endedAt > endedToldMs) return false;
      const print = printOf(alarm);
      if (this.#told.get(alarm.id)?.print === print) return false;
      this.#told.set(alarm.id, { print, alarm });
      return true;
    });
    const present = new Set(alarms.map(({ id }) => id));
    const orphans = [...this.#told.values()].flatMap(({ alarm }) => (present.has(alarm.id) ? [] : [alarm]));
    for (const { id } of orphans) this.#told.delete(id);
    return [...changed, ...orphans.filter(({ endedAt }) => endedAt === null).map(endNow)];
  }

  /** What has ended by now is not told. */
  skipEnded(watch: SeriesWatch): void {
    for (const alarm of watch.alarms())
      if (alarm.endedAt !== null && !this.#told.has(alarm.id)) this.#told.set(alarm.id, { print: printOf(alarm), alarm });
  }
}

/** The series' newest bucket moves on after an alarm has ended; that is nothing to tell. */
function printOf(alarm: Alarm): string {
  const { updatedAt, value, expected, low, high, score, ...rest } = alarm;
  return JSON.stringify(alarm.endedAt === null ? [rest, updatedAt, value, expected, low, high, score] : rest);
}

function endNow(alarm: Alarm): Alarm {
  return { ...alarm, phase: 'ended', endedAt: alarm.updatedAt };
}
