import { useMemo, type ReactNode } from 'react';
import { gravestParts } from '../../coreLink/travel';
import { partName } from '../../coreLink/partSaid';
import { lostOfTarget } from '../../coreLink/lookOfTarget';
import { targetOfPart } from '../../coreLink/sceneTarget';
import { focusTarget } from '../../coreLink/targetFocus';
import { useLanguage, useText } from '../../i18n/useText';
import { stepFocus } from '../../incidents/stepFocus';
import { lostSentence } from '../../link/lostWords';
import { HealthGlyph } from '../../ui/glyphs/HealthGlyph';
import { Panel } from '../../ui/Panel';
import type { ShownGraph } from './graphPanelProps';

const listed = 9;

/** The lowest scores, the worst first: where to look while nothing is picked. */
export function LookFirst({ scene, readings, frame }: ShownGraph): ReactNode {
  const text = useText();
  const language = useLanguage();
  const parts = useMemo(() => gravestParts(readings).slice(0, listed), [readings]);
  return (
    <Panel title={text('coreLink.lookFirst')} className="look-first">
      {parts.length === 0 && <p className="soft look-none">{text(frame === null ? 'age.loading' : 'coreLink.allWell')}</p>}
      <ul className="look-rows" onKeyDown={(event) => stepFocus(event, 'button')}>
        {parts.map((part) => {
          const reading = (part.kind === 'node' ? readings.nodes : readings.edges)[part.index];
          const target = targetOfPart(scene, part);
          if (reading === undefined || target === null) return null;
          return (
            <li key={target}>
              <button type="button" className="look-row" onClick={() => focusTarget(target)}>
                <HealthGlyph health={reading.health} size={20} />
                <span className="look-name">
                  <span className="strong">{partName(scene, part, language)}</span>
                  <span className="soft look-lost">{lostSentence(lostOfTarget(frame, target), language)}</span>
                </span>
                <span className="num strong">{reading.score}</span>
                <span className="soft">{text(`health.${reading.health}`)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      <p className="faint look-hint">{text('coreLink.pick')}</p>
    </Panel>
  );
}
