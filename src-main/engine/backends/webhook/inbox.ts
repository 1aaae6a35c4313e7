import { createHash } from 'node:crypto';
import type { BackendEvent } from '../backend';
import type { Delivered } from './delivery';

/** Far more than a day of a busy shop; the oldest are forgotten first. */
const knownMax = 2_000;
/** What nobody has taken over yet; a sender that is faster than this is told to wait. */
const waitingMax = 1_000;
/** Without an id and a time, the same again within this is a retry, ms. */
const retryMs = 300_000;

/** What has arrived: each id once, and once more when something about it changed. */
export class Inbox {
  readonly #known = new Map<string, BackendEvent>();
  readonly #waiting = new Map<string, BackendEvent>();

  /** Ids in order; null: too much is waiting, nothing was taken. */
  put(deliveries: readonly Delivered[], roomAt: number): readonly string[] | null {
    if (this.#waiting.size + deliveries.length > waitingMax) return null;
    return deliveries.map((delivered) => this.#putOne(delivered, roomAt));
  }

  /** What is new since it was last asked, oldest first. */
  take(): readonly BackendEvent[] {
    const news = [...this.#waiting.values()].sort((a, b) => a.at - b.at);
    this.#waiting.clear();
    return news;
  }

  #putOne(delivered: Delivered, roomAt: number): string {
    const id = delivered.id ?? idOf(delivered, roomAt);
    const known = this.#known.get(id);
    const told = delivered.at ?? known?.at ?? Math.round(roomAt);
    // A rollout reports its steps; it took effect with the first.
    const at = known === undefined ? told : Math.min(known.at, told);
    const event: BackendEvent = { ...delivered, id, at, severity: 'none', alert: null };
    if (JSON.stringify(known) === JSON.stringify(event)) return id;
    this.#known.delete(id);
    this.#known.set(id, event);
    this.#waiting.set(id, event);
    for (const oldest of [...this.#known.keys()].slice(0, Math.max(0, this.#known.size - knownMax))) this.#known.delete(oldest);
    return id;
  }
}

function idOf(delivered: Delivered, roomAt: number): string {
  const moment = delivered.at ?? Math.floor(roomAt / retryMs);
  return createHash('sha256')
    .update(JSON.stringify([delivered, moment]))
    .digest('hex')
    .slice(0, 16);
}
