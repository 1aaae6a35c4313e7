import type { BackendCheckup, EngineAnswers } from '../../../contract/engineProtocol';
import { openBackend, traitsOf } from '../backends/registry';
import type { Timers } from '../timers';

/**
 * Opens a backend with these settings, saved or not, asks it once and closes it again.
 * @throws BackendFailure with what is wrong and what to do
 */
export async function checkBackend(
  { backendId, settings, secrets, folder }: EngineAnswers['checkBackend']['ask'],
  demoCityUrl: string | null,
  timers: Timers,
  signal: AbortSignal,
): Promise<BackendCheckup> {
  const backend = openBackend(settings.kind, settings, {
    demoCityUrl,
    backendId,
    secrets,
    folder,
    monoNow: () => timers.monoNow(),
  });
  try {
    const { clock, version, notes } = await backend.check(signal);
    const roundTripMs = clock.receivedMono - clock.sentMono;
    const wallThen = timers.wallNow() - (timers.monoNow() - (clock.sentMono + roundTripMs / 2));
    return {
      version,
      roundTripMs,
      clockOffMs: traitsOf(settings.kind, settings).ownTime ? null : Math.round(clock.at - wallThen),
      clockErrorMs: Math.ceil(clock.errorMs + roundTripMs / 2),
      notes,
    };
  } finally {
    backend.close();
  }
}
