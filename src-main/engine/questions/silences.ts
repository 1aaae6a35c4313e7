import type { EngineAnswers } from '../../../contract/engineProtocol';
import type { RoomEvent } from '../../../contract/state';
import { BackendFailure, type Backend, type SilenceDesk } from '../backends/backend';
import type { QuestionSurroundings } from '../questionDesk';

export async function matchAlerts(
  { backendId, matchers }: EngineAnswers['matchAlerts']['ask'],
  backend: Backend | null,
  signal: AbortSignal,
): Promise<readonly RoomEvent[]> {
  const alerts = await deskOf(backendId, backend).matching(matchers, signal);
  return alerts.map((alert) => ({ ...alert, backendId }));
}

export async function putSilence(
  { backendId, id, silence }: EngineAnswers['putSilence']['ask'],
  around: QuestionSurroundings,
  signal: AbortSignal,
): Promise<{ readonly silenceId: string }> {
  const silenceId = await deskOf(backendId, around.backend(backendId)).put(id, silence, signal);
  await rereadIfAble(backendId, around, signal);
  return { silenceId };
}

export async function expireSilence(
  { backendId, silenceId }: EngineAnswers['expireSilence']['ask'],
  around: QuestionSurroundings,
  signal: AbortSignal,
): Promise<null> {
  await deskOf(backendId, around.backend(backendId)).expire(silenceId, signal);
  await rereadIfAble(backendId, around, signal);
  return null;
}

/** The write itself was read back and holds: a list that fails now comes with the next round instead. */
async function rereadIfAble(backendId: string, around: QuestionSurroundings, signal: AbortSignal): Promise<void> {
  try {
    await around.rereadSilences(backendId, signal);
  } catch (error) {
    if (!(error instanceof BackendFailure)) throw error;
  }
}

function deskOf(backendId: string, backend: Backend | null): SilenceDesk {
  if (backend?.silences !== undefined && backend.silences !== null) return backend.silences;
  throw new BackendFailure('bad-query', `"${backendId}" is no Alertmanager of this workspace, so nothing can be silenced there.`);
}
