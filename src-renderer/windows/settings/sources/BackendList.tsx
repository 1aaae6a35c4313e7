import type { ReactNode } from 'react';
import type { ListedBackend } from '../../../../contract/settingsForm';
import type { BackendHealth } from '../../../../contract/state';
import type { Text } from '../../../i18n/text';
import { useText } from '../../../i18n/useText';
import { dataAge } from '../../../state/dataAge';
import { useRoomTick } from '../../../state/useRoomTick';
import { roomRate, useConsole } from '../../../state/windowConsole';
import { DataAgeChip } from '../../../ui/DataAgeChip';
import { HealthGlyph } from '../../../ui/glyphs/HealthGlyph';
import { selectBackends } from './selectBackends';

const phaseHealth = { live: 'ok', failing: 'broken', connecting: 'unknown' } as const;

/** Every backend with what it says of itself: whether it answers, how old its answer is, version, clock and notes. */
export function BackendList({
  backends,
  shown,
  dirty,
  open,
}: {
  backends: readonly ListedBackend[];
  shown: string | null;
  dirty: ReadonlySet<string>;
  open: (id: string) => void;
}): ReactNode {
  const text = useText();
  const healths = useConsole(selectBackends);
  return (
    <ul className="backend-list">
      {backends.map((backend) => {
        const health = healths[backend.id];
        return (
          <li key={backend.id}>
            <button
              type="button"
              className="backend-entry"
              aria-current={backend.id === shown}
              data-backend-id={backend.id}
              data-phase={health?.phase ?? 'unused'}
              onClick={() => open(backend.id)}
            >
              <HealthGlyph health={health === undefined ? 'unknown' : phaseHealth[health.phase]} size={16} />
              <span className="backend-words">
                <span className="backend-name">
                  <span className="strong">{backend.id}</span>{' '}
                  <span className="faint">{text(`sources.kind.${backend.kind}`)}</span>
                  {dirty.has(backend.id) && <span className="unsaved"> · {text('settings.unsaved')}</span>}
                </span>
                {health === undefined ? (
                  <span className="faint">{text('settings.notPolled')}</span>
                ) : (
                  <HealthLines health={health} readBy={backend.readBy.length} />
                )}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function HealthLines({ health, readBy }: { health: BackendHealth; readBy: number }): ReactNode {
  const text = useText();
  const roomAt = useRoomTick(1_000);
  const age = dataAge({ sampleAt: health.answeredAt, intervalMs: health.intervalMs, roomAt, rate: roomRate() });
  const facts = factsOf(health, readBy, text);
  return (
    <>
      <span className="backend-line">
        {health.failure === null ? text(`sources.${health.phase}`) : text(`failure.${health.failure}`)}
        {(health.answeredAt !== null || health.phase === 'connecting') && <DataAgeChip age={age} sampleAt={health.answeredAt} />}
      </span>
      {facts.length > 0 && <span className="backend-line faint">{facts.join(' · ')}</span>}
      {health.notes.map((note) => (
        <span key={note} className="backend-note">
          {text(`note.${note}`)}
        </span>
      ))}
    </>
  );
}

function factsOf({ version, clockOffMs, clockErrorMs }: BackendHealth, readBy: number, text: Text): string[] {
  return [
    ...(version === null ? [] : [text('settings.version', { version })]),
    ...(clockOffMs === null
      ? []
      : [text('settings.clockOff', { seconds: signed(clockOffMs), error: ((clockErrorMs ?? 0) / 1_000).toFixed(1) })]),
    ...(readBy === 0 ? [] : [text('settings.readBy', { count: readBy })]),
  ];
}

function signed(ms: number): string {
  const seconds = (Math.abs(ms) / 1_000).toFixed(1);
  return ms < 0 ? `−${seconds}` : `+${seconds}`;
}
