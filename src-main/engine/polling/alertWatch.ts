import type { FromEngine } from '../../../contract/engineProtocol';
import type { SilenceView } from '../../../contract/state';
import type { SilenceDesk } from '../backends/backend';

export interface AlertWatchOptions {
  readonly backendId: string;
  readonly revision: number;
  readonly desk: SilenceDesk;
  readonly post: (message: FromEngine) => void;
}

/** Tells main what is silenced at one backend and what fires there, each time that changes; asked once a round. */
export class AlertWatch {
  #toldSilences = '';
  #toldFiring = '';

  constructor(private readonly options: AlertWatchOptions) {}

  /** @throws BackendFailure */
  async poll(signal: AbortSignal): Promise<void> {
    await this.reread(signal);
    this.#tellFiring();
  }

  /** The silences as the server has them now; after a write this is what counts. @throws BackendFailure */
  async reread(signal: AbortSignal): Promise<readonly SilenceView[]> {
    const { backendId, revision, desk, post } = this.options;
    const silences = (await desk.list(signal)).map((silence) => ({ ...silence, backendId }));
    const print = JSON.stringify(silences);
    if (print !== this.#toldSilences) post({ type: 'silences', revision, backendId, silences });
    this.#toldSilences = print;
    return silences;
  }

  /** What ended while nobody looked was never told as an event: main learns it from who is missing here. */
  #tellFiring(): void {
    const { backendId, revision, desk, post } = this.options;
    const firing = desk.firing();
    if (firing === null) return;
    const print = JSON.stringify(firing.eventIds);
    if (print !== this.#toldFiring) post({ type: 'firing', revision, backendId, ...firing });
    this.#toldFiring = print;
  }
}
