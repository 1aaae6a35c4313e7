import type { EngineAnswers } from '../../../contract/engineProtocol';
import type { RoomEvent } from '../../../contract/state';
import { BackendFailure, type Backend, type SilenceDesk } from '../backends/backend';

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
  backend: Backend | null,
  signal: AbortSignal,
): Promise<{ readonly silenceId: string }> {
  return { silenceId: await deskOf(backendId, backend).put(id, silence, signal) };
}

export async function expireSilence(
  { backendId, silenceId }: EngineAnswers['expireSilence']['ask'],
  backend: Backend | null,
  signal: AbortSignal,
): Promise<null> {
  await deskOf(backendId, backend).expire(silenceId, signal);
  return null;
}

function deskOf(backendId: string, backend: Backend | null): SilenceDesk {
  if (backend?.silences !== undefined && backend.silences !== null) return backend.silences;
  throw new BackendFailure('bad-query', `"${backendId}" is no Alertmanager of this workspace, so nothing can be silenced there.`);
}
