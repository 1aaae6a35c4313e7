import type { ReactNode } from 'react';
import type { BackendHealth, SharedState } from '../../../contract/state';
import { useLanguage, useText } from '../../i18n/useText';
import { dataAge } from '../../state/dataAge';
import { roomRate, useConsole } from '../../state/windowConsole';
import { useRoomTick } from '../../state/useRoomTick';
import { openSettings } from '../actions';
import { DataAgeChip } from '../DataAgeChip';
import { absent, formatAge, formatClock } from '../format';
import { HealthGlyph } from '../glyphs/HealthGlyph';
import type { Health } from '../health';
import { sourceName } from '../sourceName';
import { closePopover, popoverIds } from './popovers';

const phaseHealth = { live: 'ok', failing: 'broken', connecting: 'unknown' } as const satisfies Record<
  BackendHealth['phase'],
  Health
>;

/** Every backend: what it is, whether it is simulated, whether it answers, how old its answer is, and why not. */
export function SourcesTable({ timeZone }: { timeZone: string | null }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const backends = useConsole(selectBackends);
  const roomAt = useRoomTick(1_000);
  return (
    <div className="popover" popover="auto" id={popoverIds.sources}>
      <h2>{text('sources.title')}</h2>
      <table className="sources-table">
        <thead>
          <tr>
            <th>{text('sources.source')}</th>
            <th>{text('sources.nature')}</th>
            <th>{text('sources.phase')}</th>
            <th className="end">{text('sources.age')}</th>
            <th className="end">{text('sources.roundTrip')}</th>
            <th className="end">{text('sources.interval')}</th>
          </tr>
        </thead>
        {Object.values(backends).map((backend) => (
          <tbody key={backend.id}>
            <tr>
              <td>
                <span className="strong">{sourceName(backend, backends, language)}</span>{' '}
                <span className="faint">{backend.id}</span>
              </td>
              <td>
                <span className={backend.simulated ? 'plate outline' : ''}>
                  {text(backend.simulated ? 'sources.simulated' : 'sources.real')}
                </span>
              </td>
              <td>
                <span className="phase">
                  <HealthGlyph health={phaseHealth[backend.phase]} size={16} />
                  {text(`sources.${backend.phase}`)}
                </span>
              </td>
              <td className="end">
                <DataAgeChip age={ageOf(backend, roomAt)} sampleAt={backend.answeredAt} />
              </td>
              <td className="end num">{backend.roundTripMs === null ? absent : `${Math.round(backend.roundTripMs)} ms`}</td>
              <td className="end num">{formatAge(backend.intervalMs, language)}</td>
            </tr>
            {backend.reason !== null && (
              <tr>
                <td colSpan={6} className="reason">
                  {backend.failingSince !== null && timeZone !== null && (
                    <span className="num">
                      {text('sources.failingSince', { time: formatClock(backend.failingSince, timeZone) })} ·{' '}
                    </span>
                  )}
                  {backend.failure !== null && text(`failure.${backend.failure}`)}
                  <span className="reason-detail">{backend.reason}</span>
                </td>
              </tr>
            )}
          </tbody>
        ))}
      </table>
      <button
        type="button"
        className="button sources-settings"
        onClick={() => {
          closePopover(popoverIds.sources);
          openSettings();
        }}
      >
        {text('settings.open')} <span className="keycap">Ctrl ,</span>
      </button>
    </div>
  );
}

function ageOf(backend: BackendHealth, roomAt: number): ReturnType<typeof dataAge> {
  return dataAge({ sampleAt: backend.answeredAt, intervalMs: backend.intervalMs, roomAt, rate: roomRate() });
}

function selectBackends(shared: SharedState): SharedState['backends'] {
  return shared.backends;
}
