import type { ReactNode } from 'react';
import type { BackendHealth, SharedState } from '../../../contract/state';
import { useLanguage, useText } from '../../i18n/useText';
import { useConsole } from '../../state/windowConsole';
import { useRoomTick } from '../../state/useRoomTick';
import { formatAge } from '../format';
import { HealthGlyph } from '../glyphs/HealthGlyph';
import type { Health } from '../health';
import { popoverIds } from './popovers';

/** How many data sources answer, and how old the oldest answer is; opens the list. */
export function SourcesSummary(): ReactNode {
  const text = useText();
  const language = useLanguage();
  const backends = Object.values(useConsole(selectBackends));
  const roomAt = useRoomTick(1_000);
  if (backends.length === 0) return null;
  const live = backends.filter(({ phase }) => phase === 'live').length;
  const answered = backends.map(({ answeredAt }) => answeredAt).filter((at) => at !== null);
  const partial = backends.map(({ reporting }) => reporting).find((one) => one !== null && one.count < one.expected) ?? undefined;
  return (
    <button
      type="button"
      className="header-part sources"
      popoverTarget={popoverIds.sources}
      title={`${text('sources.title')} (S)`}
    >
      <HealthGlyph health={sourcesHealth(backends)} size={16} label={text(`health.${sourcesHealth(backends)}`)} />
      <span>
        <span className="header-first num">{text('sources.count', { live, all: backends.length })}</span>
        <span className="header-second num">
          {partial !== undefined && `${text('sources.partial', partial)} · `}
          {answered.length === 0
            ? text('sources.connecting')
            : text('sources.oldest', { age: formatAge(roomAt - Math.min(...answered), language) })}
        </span>
      </span>
    </button>
  );
}

/** All answer: well, unless part of the answers is missing or a clock is off. Some do not: part of the picture is old. None does: broken. */
function sourcesHealth(backends: readonly BackendHealth[]): Health {
  if (backends.every(({ phase }) => phase === 'live')) return backends.some(isOdd) ? 'watch' : 'ok';
  if (backends.every(({ phase }) => phase === 'failing')) return 'broken';
  return backends.some(({ phase }) => phase === 'failing') ? 'degraded' : 'unknown';
}

function isOdd({ reporting, notes }: BackendHealth): boolean {
  return (reporting !== null && reporting.count < reporting.expected) || notes.includes('clock-off');
}

function selectBackends(shared: SharedState): SharedState['backends'] {
  return shared.backends;
}
