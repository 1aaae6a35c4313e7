import type { KeyboardEvent, ReactNode } from 'react';
import type { EvidencePin } from '../../../contract/coreLink';
import { useLanguage, useText } from '../../i18n/useText';
import { healthOfScore } from '../../link/healthOfScore';
import { openLink, pressForGraph } from '../../link/linkActions';
import { lostSentence } from '../../link/lostWords';
import { ScoreText } from '../../link/ScoreText';
import { useRoomTick } from '../../state/useRoomTick';
import { roomRate } from '../../state/windowConsole';
import { ask } from '../../ui/ask';
import { formatClock } from '../../ui/format';
import { HealthGlyph } from '../../ui/glyphs/HealthGlyph';
import { ToolGlyph } from '../../ui/glyphs/ToolGlyph';

interface EvidenceRowProps {
  readonly pin: EvidencePin;
  readonly incidentId: string;
  readonly timeZone: string;
}

/** So long a pin says that it has just arrived: somebody dropped it here from another screen. */
const newMs = 10_000;

/** One pin: what it was then, and who put it here. Enter opens its window, G shows it in the graph, Delete takes it off. */
export function EvidenceRow({ pin, incidentId, timeZone }: EvidenceRowProps): ReactNode {
  const text = useText();
  const language = useLanguage();
  const roomAt = useRoomTick(5_000);
  const isNew = roomAt - pin.pinnedAt < newMs * roomRate();
  const health = healthOfScore(pin.score);
  const remove = (): void => void ask('incident.unpin', { incidentId, pinId: pin.id });
  const press = (event: KeyboardEvent): void => {
    pressForGraph(event, pin.target);
    if (event.key !== 'Delete') return;
    event.preventDefault();
    remove();
  };
  return (
    <li className={isNew ? 'evidence-row new' : 'evidence-row'} data-pin={pin.target} data-health={health}>
      <button type="button" className="evidence-open" onClick={() => openLink(pin.target)} onKeyDown={press}>
        <HealthGlyph health={health} size={18} label={text(`health.${health}`)} />
        <span className="evidence-words">
          <span className="evidence-name">
            {pin.name[language]} <ScoreText score={pin.score} />
          </span>
          <span className="faint num">
            {[
              formatClock(pin.at, timeZone),
              ...(pin.lost.length === 0 ? [] : [lostSentence(pin.lost, language)]),
              text('evidence.by', { name: pin.by, time: formatClock(pin.pinnedAt, timeZone) }),
            ].join(' · ')}
          </span>
        </span>
      </button>
      <button type="button" className="evidence-remove" title={`${text('evidence.remove')} (Del)`} onClick={remove}>
        <ToolGlyph tool="close" />
      </button>
    </li>
  );
}
