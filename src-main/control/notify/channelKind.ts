import type { Language } from '../../../contract/choices';
import type { Result } from '../../../contract/result';
import type { ChannelSecret } from '../../../contract/backendSettings';

/** What is said, in the channel's language. */
export interface Message {
  /** Unique per message: a receiver that gets it twice can tell. */
  readonly id: string;
  readonly title: string;
  readonly lines: readonly string[];
  /** For programs; the same whatever the language. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly language: Language;
}

export interface OutgoingRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A kind of receiver: how a message looks to it, how we prove who we are, and how it says no. */
export interface ChannelKind {
  /** `nowMs`: the workstation's clock, which the receiver compares with its own. */
  prepare(
    message: Message,
    url: string,
    secrets: Readonly<Partial<Record<ChannelSecret, string>>>,
    nowMs: number,
  ): OutgoingRequest;
  /** What a 2xx answer's text really says; a refusal's `unavailable` may go away by itself and is worth another try. */
  read(text: string): Result<void>;
}
