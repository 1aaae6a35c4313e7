import type { Language } from '../../../contract/choices';
import { phrase } from '../../i18n/text';
import type { Phrase } from '../../i18n/text';
import { changeFrom, formatChange, formatShare, formatTimeOfDay } from '../../ui/format';
import { biggestLeak, isTroubled, leadingTrouble } from './stageView';
import type { StageView } from './stageView';

export interface NoteSurroundings {
  readonly stages: readonly StageView[];
  readonly roomAt: number;
  readonly timeZone: string;
  readonly language: Language;
}

/** The small line at the foot of a tile: what this stage's number means for the funnel. */
export function tileNote(stage: StageView, { stages, roomAt, timeZone, language }: NoteSurroundings): Phrase | null {
  const { reading } = stage;
  if (reading === null || reading.value === null) return phrase('tile.noData');
  if (stage === biggestLeak(stages)) return phrase('tile.biggestLeak', { share: formatShare(reading.conversionExpected) });
  const cause = leadingTrouble(stages);
  const downstream = cause !== null && stages.indexOf(stage) > stages.indexOf(cause);
  return (downstream ? downstreamNote(stage, cause, { roomAt, timeZone, language }) : null) ?? againstExpected(stage);
}

const minuteMs = 60_000;

/** A stage after the trouble: already falling with it, or not reached yet because orders take their time. */
function downstreamNote(
  stage: StageView,
  cause: StageView,
  { roomAt, timeZone, language }: Omit<NoteSurroundings, 'stages'>,
): Phrase | null {
  const lagMs = stage.lagMs - cause.lagMs;
  if (isTroubled(stage.health))
    return lagMs < minuteMs
      ? phrase('tile.follows', { stage: cause.name[language] })
      : phrase('tile.lagMinutes', { minutes: Math.round(lagMs / minuteMs) });
  const since = cause.reading?.missingSince ?? null;
  if (since === null || since + lagMs <= roomAt) return null;
  return phrase('tile.hitsAt', { time: formatTimeOfDay(since + lagMs, timeZone) });
}

function againstExpected({ reading }: StageView): Phrase | null {
  const change = changeFrom(reading?.expected, reading?.value);
  return change === null ? null : phrase('tile.vsExpected', { change: formatChange(change) });
}
