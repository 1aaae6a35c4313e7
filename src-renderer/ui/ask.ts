import { createStore } from 'zustand/vanilla';
import type { CommandInput, CommandName, CommandOutput } from '../../contract/commands';
import type { Refusal, Result } from '../../contract/result';

/** The last refusal this window got, until it is dismissed or the next request succeeds. */
export const lastRefusal = createStore<{ readonly refusal: Refusal | null }>(() => ({ refusal: null }));

/** A request a person made: a refusal is shown to that person. */
export async function ask<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<Result<CommandOutput<Name>>> {
  const answer = await window.highnoon.ask(name, input);
  lastRefusal.setState({ refusal: answer.ok ? null : answer.refusal });
  return answer;
}

export function dismissRefusal(): void {
  lastRefusal.setState({ refusal: null });
}
