import { useMemo, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import type { PanelQuery } from '../../contract/frames';
import type { Traffic } from '../../contract/words';
import { windowFrames } from '../frames/windowFrames';
import { lookAt, useRoomAxis } from '../state/roomRange';
import { roomNow } from '../state/windowConsole';
import { useChartLook } from './chartLook';
import { useChartWords } from './chartWords';
import { linesOf } from './dayLines';
import { createDayStripPicture, sidePx, type DayStripScene } from './dayStripPicture';
import { leftIn } from './panelPointer';
import { usePanelPicture } from './usePanelPicture';

export interface DayStripProps {
  readonly panelId: string;
  readonly metricId: string;
  readonly traffic?: Traffic;
  /** 提单, as in "已提单 443 万". */
  readonly metricName: string;
}

/** One point per 5 minutes of the day. */
const pointsMax = 288;
const keyStepMs = 10 * 60_000;

/** The whole day as a small card; a click, or ← → (10 minutes each), makes the room look at that moment. Fills its parent, which must have a size. */
export function DayStrip({ panelId, metricId, traffic = 'real', metricName }: DayStripProps): ReactNode {
  const shown = useRoomAxis();
  const { at } = shown;
  const look = useChartLook();
  const words = useChartWords();
  const query = useMemo<PanelQuery>(
    () => ({
      panelId,
      lines: linesOf({ metricId, slice: {}, traffic }, ['today', 'lastWeek', 'yesterday']),
      at,
      beforeMs: 1,
      afterMs: 0,
      axis: 'day',
      pointsMax,
    }),
    [panelId, metricId, traffic, at],
  );
  const scene = useMemo<DayStripScene>(() => ({ look, words, metricName, shown }), [look, words, metricName, shown]);
  const root = usePanelPicture(query, scene, createDayStripPicture);
  const pickByPointer = (event: PointerEvent<HTMLDivElement>): void => {
    const buffer = windowFrames().bufferOf(panelId);
    if (buffer === undefined || !buffer.filled) return;
    const { currentTarget: card } = event;
    const share = (leftIn(card, event, card.clientWidth) - sidePx) / (card.clientWidth - 2 * sidePx);
    lookAt(buffer.axisFrom + Math.min(1, Math.max(0, share)) * (buffer.axisTo - buffer.axisFrom));
  };
  const pickByKey = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = { ArrowLeft: -keyStepMs, ArrowRight: keyStepMs }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    lookAt((at ?? roomNow()) + step);
  };
  return (
    <div
      ref={root}
      role="img"
      aria-label={`${metricName} ${words.text('day.title')}`}
      style={{ position: 'relative', width: '100%', height: '100%', background: look.colours.raised, borderRadius: 8 }}
      tabIndex={0}
      onPointerDown={pickByPointer}
      onKeyDown={pickByKey}
      title={words.text('day.pick')}
    />
  );
}
