import { PoliteTask } from '../asking/politeTask';
import type { Backend, Topology } from '../backends/backend';
import { deadlineMsOf } from '../polling/pollLoop';
import type { Timers } from '../timers';

export interface TopologyWatchParts {
  readonly backendId: string;
  readonly backend: Backend;
  /** It answered its poll: nobody asks a server that is down for more. */
  readonly answers: () => boolean;
  readonly timers: Timers;
  readonly onTopology: (backendId: string, topology: Topology) => void;
  readonly onFailure: (backendId: string, reason: string) => void;
}

/** Asks one backend who calls whom, as seldom as it is worth. */
export class TopologyWatch {
  readonly #task = new PoliteTask();

  constructor(private readonly parts: TopologyWatchParts) {}

  /** Called often; asks when it is due. */
  flush(): void {
    const { backend, backendId, timers } = this.parts;
    const { topology } = backend;
    if (topology === null || !this.parts.answers() || !this.#task.mayRun(timers.monoNow())) return;
    const before = this.#task.failure;
    void this.#task
      .run({
        work: async (signal) => this.parts.onTopology(backendId, await topology.read(signal)),
        pollMs: topology.everyMs,
        deadlineMs: deadlineMsOf(topology.everyMs),
        timers,
        lateSentence: (seconds) => `It did not say within ${seconds} s who calls whom.`,
      })
      .then(() => {
        if (this.#task.failure !== null && this.#task.failure !== before) this.parts.onFailure(backendId, this.#task.failure);
      });
  }

  close(): void {
    this.#task.callOff();
  }
}
