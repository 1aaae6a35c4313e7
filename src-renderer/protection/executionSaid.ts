import type { Execution, ExecutionPhase } from '../../contract/protection';
import type { Text } from '../i18n/text';
import type { Lamp } from '../ui/glyphs/LampGlyph';

export const executionLamps: Readonly<Record<ExecutionPhase, Lamp>> = {
  running: 'waiting',
  verifying: 'waiting',
  inForce: 'agrees',
  releasing: 'half',
  released: 'empty',
  reverting: 'waiting',
  reverted: 'empty',
  stopped: 'drift',
  unclear: 'unknown',
  stuck: 'disagrees',
};

/** How it stands, in a sentence: the phase, why, and once all is written how long that took. */
export function executionSaid({ phase, cause, why, tookMs, writes }: Execution, text: Text): string {
  const written = writes.filter(({ state }) => state === 'written').length;
  return [
    text(`execution.${phase}`),
    ...(phase === 'running' ? [text('foot.writtenOf', { count: written, of: writes.length })] : []),
    ...(cause === null ? [] : [text(`cause.end.${cause}`)]),
    ...(why === null || cause === 'person' ? [] : [why]),
    ...(tookMs !== null && (phase === 'verifying' || phase === 'inForce')
      ? [text('foot.took', { count: written, of: writes.length, seconds: (tookMs / 1_000).toFixed(2) })]
      : []),
  ].join(' · ');
}
