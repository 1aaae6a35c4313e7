import { memo, useMemo, type ReactNode } from 'react';
import type { GraphFrame } from '../../../contract/coreLink';
import { isLit, type GraphReadings } from '../../coreLink/graphReadings';
import type { GraphScene } from '../../coreLink/graphScene';
import { partSaid } from '../../coreLink/partSaid';
import { placeOfPart, targetOfPart } from '../../coreLink/sceneTarget';
import { focusTarget } from '../../coreLink/targetFocus';
import type { ScenePart } from '../../coreLink/travel';
import { useLanguage, useText } from '../../i18n/useText';

/** More than anybody listens through: beyond it only what is not well is listed. */
const heardMax = 300;

/** The graph for those who do not see it: what is focused is said, and every part is in a list. */
export const HeardParts = memo(function HeardParts({
  scene,
  readings,
  frame,
  focused,
}: {
  scene: GraphScene;
  readings: GraphReadings;
  frame: GraphFrame | null;
  focused: ScenePart | null;
}): ReactNode {
  const text = useText();
  const language = useLanguage();
  const parts = useMemo(() => {
    const all: readonly ScenePart[] = [
      ...scene.nodes.map((_, index): ScenePart => ({ kind: 'node', index })),
      ...scene.edges.map((_, index): ScenePart => ({ kind: 'edge', index })),
    ];
    const isHeard = ({ kind, index }: ScenePart): boolean => {
      const reading = (kind === 'node' ? readings.nodes : readings.edges)[index];
      return reading !== undefined && isLit(reading);
    };
    return all.length <= heardMax ? all : all.filter(isHeard).slice(0, heardMax);
  }, [scene, readings]);
  const said = (part: ScenePart): string => partSaid(scene, readings, frame, part, text, language);
  return (
    <div className="heard-only">
      <p aria-live="polite" data-said="">
        {focused === null ? '' : said(focused)}
      </p>
      <ul aria-label={text('coreLink.list')}>
        {parts.map((part) => {
          const target = targetOfPart(scene, part) ?? '';
          const place = placeOfPart(scene, part);
          const reading = (part.kind === 'node' ? readings.nodes : readings.edges)[part.index];
          return (
            <li key={target}>
              <button
                type="button"
                tabIndex={-1}
                data-target={target}
                data-x={place?.x}
                data-y={place?.y}
                data-health={reading?.health}
                data-part={reading?.part}
                onClick={() => focusTarget(target)}
              >
                {said(part)}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
});
