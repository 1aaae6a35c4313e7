import type { TableBackend } from '../../tables/tableReader';
import type { Timers } from '../../timers';
import type { Moment } from './moment';
import type { MomentPart } from './momentPart';

/** Moments nobody looks at now are kept, so that one step back shows at once. */
const keptMax = 24;

export interface DeskParts {
  readonly backendOf: (backendId: string) => TableBackend | null;
  readonly seenTo: (backendId: string) => number | null;
  /** In which a day is a day. */
  readonly timeZone: string;
  readonly timers: Timers;
  /** A moment's answers, or its failure, are new. */
  readonly onAnswers: (key: string) => void;
}

/** The moments that are wanted, each backend asked one question at a time; what nobody wants is called off. */
export class MomentDesk {
  /** Oldest use first. */
  readonly #moments = new Map<string, Moment>();
  #wanted = new Set<string>();

  constructor(private readonly parts: DeskParts) {}

  forgetWants(): void {
    this.#wanted = new Set();
  }

  want(key: string, make: () => Moment): Moment {
    const moment = this.#moments.get(key) ?? make();
    this.#moments.delete(key);
    this.#moments.set(key, moment);
    this.#wanted.add(key);
    moment.aim(this.parts.seenTo, this.parts.timeZone);
    return moment;
  }

  /** Calls off what nobody wants any more and starts what is due. */
  flush(): void {
    for (const [key, moment] of this.#moments) if (!this.#wanted.has(key)) moment.callOff();
    for (const key of [...this.#moments.keys()].slice(0, Math.max(0, this.#moments.size - keptMax)))
      if (!this.#wanted.has(key)) this.#moments.delete(key);
    const mono = this.parts.timers.monoNow();
    const due = [...this.#wanted]
      .flatMap((key) => (this.#moments.get(key)?.parts ?? []).map((part) => ({ key, part })))
      .filter(({ part }) => part.isDue(mono))
      .sort((a, b) => a.part.task.startedMono - b.part.task.startedMono);
    for (const { key, part } of due) this.#start(key, part);
  }

  close(): void {
    for (const moment of this.#moments.values()) moment.callOff();
    this.#moments.clear();
  }

  #start(key: string, part: MomentPart): void {
    const backend = this.parts.backendOf(part.backendId);
    if (backend === null || this.#isAsking(part.backendId)) return;
    if (backend.samples === null) {
      part.task.failure = 'This backend has no samples.';
      return;
    }
    const { version, task } = part;
    const failure = task.failure;
    void part.run(backend.samples, backend.pollMs, this.parts.timers).then(() => {
      if (part.version !== version || task.failure !== failure) this.parts.onAnswers(key);
      this.flush();
    });
  }

  #isAsking(backendId: string): boolean {
    return [...this.#moments.values()].some(({ parts }) =>
      parts.some((part) => part.backendId === backendId && part.task.isUnderWay),
    );
  }
}
