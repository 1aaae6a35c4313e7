import type { ReactNode } from 'react';
import type { BackendHealth, RoomClock, SharedState } from '../../../contract/state';
import type { Language } from '../../../contract/choices';
import { useLanguage, useText } from '../../i18n/useText';
import { dataAge } from '../../state/dataAge';
import { roomRate, useConsole } from '../../state/windowConsole';
import { useRoomTick } from '../../state/useRoomTick';
import { openSettings } from '../actions';
import { DataAgeChip } from '../DataAgeChip';
import { ReportingChip } from '../ReportingChip';
import { absent, formatAge, formatSignedSkew, formatSkew } from '../format';
import { HealthGlyph } from '../glyphs/HealthGlyph';
import type { Health } from '../health';
import { sourceName } from '../sourceName';
import { closePopover, popoverIds } from './popovers';
import { skewText } from './skewText';
import { SourceRemarks } from './SourceRemarks';

const phaseHealth = { live: 'ok', failing: 'broken', connecting: 'unknown' } as const satisfies Record<
  BackendHealth['phase'],
  Health
>;

const columnCount = 8;

/** Every backend: what it is, whether it is simulated, whether it answers, how old its answer is, and why not. */
export function SourcesTable({ timeZone }: { timeZone: string | null }): ReactNode {
  const text = useText();
  const language = useLanguage();
  const backends = useConsole(selectBackends);
  const clock = useConsole(selectClock);
  const skew = skewText(clock, text, language);
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
            <th className="end">{text('sources.reporting')}</th>
            <th className="end">{text('sources.clock')}</th>
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
                {backend.version !== null && <span className="source-version">{backend.version}</span>}
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
              <td className="end num">{reportingOf(backend)}</td>
              <td className="end num">
                {clock?.backendId === backend.id ? text('sources.clockLeads') : clockOf(backend, language)}
              </td>
              <td className="end num">{backend.roundTripMs === null ? absent : `${Math.round(backend.roundTripMs)} ms`}</td>
              <td className="end num">{formatAge(backend.intervalMs, language)}</td>
            </tr>
            <SourceRemarks backend={backend} columns={columnCount} timeZone={timeZone} />
          </tbody>
        ))}
      </table>
      {skew !== null && <p className="sources-skew num">{skew}</p>}
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

/** Whole or not, or nothing where it cannot tell. */
function reportingOf({ reporting }: BackendHealth): ReactNode {
  if (reporting === null) return absent;
  if (reporting.count < reporting.expected) return <ReportingChip reporting={reporting} />;
  return `${reporting.count} / ${reporting.expected}`;
}

/** How far from the room's; a difference that its error explains is none. */
function clockOf({ clockOffMs, clockErrorMs }: BackendHealth, language: Language): string {
  if (clockOffMs === null || clockErrorMs === null) return absent;
  if (Math.abs(clockOffMs) <= clockErrorMs) return `±${formatSkew(clockErrorMs, language)}`;
  return formatSignedSkew(clockOffMs, language);
}

function selectClock(shared: SharedState): RoomClock | null {
  return shared.clock['room'] ?? null;
}

function selectBackends(shared: SharedState): SharedState['backends'] {
  return shared.backends;
}
