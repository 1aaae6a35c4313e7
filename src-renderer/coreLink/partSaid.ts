import type { GraphFrame } from '../../contract/coreLink';
import type { Language } from '../../contract/choices';
import type { Text } from '../i18n/text';
import { absent } from '../ui/format';
import type { GraphReadings } from './graphReadings';
import type { GraphScene } from './graphScene';
import { lostOfTarget } from './lookOfTarget';
import { lostSentence } from '../link/lostWords';
import { namesOfPart, targetOfPart } from './sceneTarget';
import type { ScenePart } from './travel';

/** `pay-router → 渠道 B` */
export function partName(scene: GraphScene, part: ScenePart, language: Language): string {
  return namesOfPart(scene, part)
    .map((name) => name[language])
    .join(' → ');
}

/** What a screen reader says of a part: `pay-router → 渠道 B，7 故障，成功率 −58`. */
export function partSaid(
  scene: GraphScene,
  readings: GraphReadings,
  frame: GraphFrame | null,
  part: ScenePart,
  text: Text,
  language: Language,
): string {
  const reading = (part.kind === 'node' ? readings.nodes : readings.edges)[part.index];
  const name = partName(scene, part, language);
  const score = reading === undefined || Number.isNaN(reading.score) ? absent : reading.score;
  const word = text(`health.${reading?.health ?? 'unknown'}`);
  const target = targetOfPart(scene, part);
  const lost = target === null ? '' : lostSentence(lostOfTarget(frame, target), language);
  return lost === '' ? text('coreLink.said', { name, score, word }) : text('coreLink.saidLost', { name, score, word, lost });
}
