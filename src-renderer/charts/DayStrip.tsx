import { useMemo, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import type { PanelQuery } from '../../contract/frames';
import type { Traffic } from '../../contract/words';
import { windowFrames } from '../frames/windowFrames';
import { roomNow } from '../state/windowConsole';
import { useChartLook } from './chartLook';
import { useChartWords } from './chartWords';
import { linesOf } from './dayLines';
import { createDayStripPicture, sidePx, type DayStripScene } from './dayStripPicture';
import { curveAfterMs, curveBeforeMs } from './OrderCurve';
import { usePanelPicture } from './usePanelPicture';

export interface DayStripProps {
  readonly panelId: string;
  readonly metricId: string;
  readonly traffic?: Traffic;
  /** 提单, as in "已提单 443 万". */
  readonly metricName: string;
  /** The moment that the large curve looks at, room epoch ms; null follows the room clock. */
  readonly at?: number | null;
  readonly window?: { readonly beforeMs: number; readonly afterMs: number };
  /** A click, or ← → (10 minutes each), picks a past moment of this day; null is now. Left out, the strip only shows. */
  readonly onPick?: (at: number | null) => void;
}

/** One point per 5 minutes of the day. */
const pointsMax = 288;
const curveWindow = { beforeMs: curveBeforeMs, afterMs: curveAfterMs };
const keyStepMs = 10 * 60_000;

/** The whole day as a small card. Fills its parent, which must have a size. */
export function DayStrip({
  panelId,
  metricId,
  traffic = 'real',
  metricName,
  at = null,
  window = curveWindow,
  onPick,
}: DayStripProps): ReactNode {
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
  const scene = useMemo<DayStripScene>(() => ({ look, words, metricName, window }), [look, words, metricName, window]);
  const root = usePanelPicture(query, scene, createDayStripPicture);
  const pick = (wanted: number): void => onPick?.(wanted >= roomNow() ? null : Math.round(wanted));
  const pickByPointer = (event: PointerEvent<HTMLDivElement>): void => {
    const buffer = windowFrames().bufferOf(panelId);
    if (buffer === undefined || !buffer.filled) return;
    const box = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - box.left - sidePx) / (box.width - 2 * sidePx);
    pick(buffer.axisFrom + Math.min(1, Math.max(0, share)) * (buffer.axisTo - buffer.axisFrom));
  };
  const pickByKey = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = { ArrowLeft: -keyStepMs, ArrowRight: keyStepMs }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    pick((at ?? roomNow()) + step);
  };
  const picks =
    onPick === undefined
      ? {}
      : { tabIndex: 0, onPointerDown: pickByPointer, onKeyDown: pickByKey, title: words.text('day.pick') };
  return (
    <div
      ref={root}
      role="img"
      aria-label={`${metricName} ${words.text('day.title')}`}
      style={{ position: 'relative', width: '100%', height: '100%', background: look.colours.raised, borderRadius: 8 }}
      {...picks}
    />
  );
}
