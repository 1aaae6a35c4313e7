import { useMemo, type ReactNode } from 'react';
import type { PanelQuery } from '../../../contract/frames';
import { tickText } from '../../charts/axis';
import { useChartLook } from '../../charts/chartLook';
import { useChartWords } from '../../charts/chartWords';
import { createPairPicture } from '../../charts/pair/pairPicture';
import type { PairScene } from '../../charts/pair/pairScene';
import { usePanelPicture } from '../../charts/usePanelPicture';
import type { ClueLines } from '../../diagnosis/clueLines';
import { clueSpan } from '../../diagnosis/clueSpan';
import { useKept } from '../../state/useKept';
import { useRoomTick } from '../../state/useRoomTick';
import { formatCount, formatMs, formatShare } from '../../ui/format';

const pointsMax = 300;
const spanTickMs = 10_000;

/** One piece of evidence as it is measured: the suspect thick and red, the other side in ink, what is usual dashed. Fills its parent. */
export function ClueChart({
  panelId,
  drawn: told,
  from,
  to,
  since,
  hasGap,
  isOver,
  name,
}: {
  readonly panelId: string;
  readonly drawn: ClueLines;
  readonly from: number;
  readonly to: number;
  readonly since: number | null;
  /** What lies between both sides is what is lost. */
  readonly hasGap: boolean;
  readonly isOver: boolean;
  /** For a screen reader, before the numbers. */
  readonly name: string;
}): ReactNode {
  const look = useChartLook();
  const drawn = useKept(told);
  // What is usual is told anew with every round: the picture's samples are the same.
  const lines = useKept(told.lines);
  const words = useChartWords();
  const { at, beforeMs } = clueSpan({ from, to }, isOver, useRoomTick(spanTickMs));
  const query = useMemo<PanelQuery>(
    () => ({
      panelId,
      lines: lines.map((line) => ({ ...line, day: 'today' as const })),
      at,
      beforeMs,
      afterMs: 0,
      axis: 'sliding',
      pointsMax,
    }),
    [panelId, lines, at, beforeMs],
  );
  const scene = useMemo<PairScene>(() => {
    const { text } = words;
    const { usual, sides } = drawn;
    const [write, writeTick] = writersOf(drawn, words.language);
    const isPair = sides.length > 1;
    return {
      look,
      words,
      names: isPair ? [text('link.caller'), text('link.callee')] : [text('clue.now'), ''],
      tones: ['suspect', 'ink'],
      ends: 'values',
      write,
      writeTick,
      isShare: drawn.measure === 'share',
      gapName: isPair && hasGap ? { value: (gap) => text('link.gap', { gap }), note: text('link.onNetwork') } : null,
      // Beside the callee's line a third one would be one too many.
      usual: usual === null || isPair ? null : { value: usual, words: text('clue.usual', { value: write(usual) }) },
      since,
    };
  }, [look, words, drawn, hasGap, since]);
  const root = usePanelPicture(query, scene, createPairPicture);
  return <div ref={root} role="img" aria-label={name} className="clue-chart" data-phase="loading" />;
}

type Writers = readonly [write: (value: number) => string, writeTick: (value: number) => string];

function writersOf({ measure, toMs }: ClueLines, language: 'zh' | 'en'): Writers {
  switch (measure) {
    case 'latency':
      return [(value) => formatMs(value * toMs), (value) => (value === 0 ? '0' : shortMs(value * toMs))];
    case 'share':
      return [(percent) => formatShare(percent / 100), (percent) => `${percent}%`];
    case 'fraction':
      return [formatShare, (share) => `${Number((share * 100).toPrecision(3))}%`];
    case 'rate':
      return [(value) => formatCount(value, language), (value) => tickText(value, language)];
  }
}

function shortMs(ms: number): string {
  return ms < 1_000 ? `${Number(ms.toPrecision(3))} ms` : `${Number((ms / 1_000).toPrecision(3))} s`;
}
