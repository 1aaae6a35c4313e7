import { useMemo, type ReactNode } from 'react';
import type { PanelQuery } from '../../contract/frames';
import { spanMsOf } from '../../contract/rangeChoices';
import { tickText } from '../charts/axis';
import { useChartLook } from '../charts/chartLook';
import { useChartWords } from '../charts/chartWords';
import type { LineSource } from '../charts/dayLines';
import { createPairPicture } from '../charts/pair/pairPicture';
import type { PairScene, PairTone } from '../charts/pair/pairScene';
import { usePanelPicture } from '../charts/usePanelPicture';
import { useRoomRange } from '../state/roomRange';
import { formatCount, formatMs, formatShare } from '../ui/format';

export interface PairChartProps {
  readonly panelId: string;
  /** One line a side; of a share, the part and then the whole of each side. Keeps its identity while it asks for the same. */
  readonly lines: readonly LineSource[];
  readonly measure: 'latency' | 'rate' | 'share';
  readonly names: readonly [string, string];
  /** What lies between both sides; empty where that means nothing. */
  readonly gapNote: string | null;
  /** Whether the first side is what is wrong. */
  readonly isSuspect: boolean;
  /** For a screen reader, before the numbers. */
  readonly name: string;
}

const pointsMax = 600;

/** A call as its two ends see it, up to the moment the room looks at. Fills its parent, which must have a size. */
export function PairChart({ panelId, lines, measure, names, gapNote, isSuspect, name }: PairChartProps): ReactNode {
  const look = useChartLook();
  const words = useChartWords();
  const range = useRoomRange();
  // Nothing of a call lies ahead: the picture ends now, and the words of its ends stand there.
  const beforeMs = range.at === null ? range.beforeMs : spanMsOf(range);
  const query = useMemo<PanelQuery>(
    () => ({
      panelId: panelId.slice(0, 128),
      lines: lines.map((line) => ({ ...line, day: 'today' as const })),
      at: range.at,
      beforeMs,
      afterMs: 0,
      axis: 'sliding',
      pointsMax,
    }),
    [panelId, lines, range.at, beforeMs],
  );
  const [first, second] = names;
  const scene = useMemo<PairScene>(() => {
    const { text, language } = words;
    const tones: readonly [PairTone, PairTone] = isSuspect ? ['suspect', 'ink'] : ['ink', 'quiet'];
    return {
      look,
      words,
      names: [first, second],
      tones,
      ends: 'values',
      ...writers[measure](language),
      isShare: measure === 'share',
      gapName: gapNote === null ? null : { value: (gap) => text('link.gap', { gap }), note: gapNote },
      usual: null,
      since: null,
    };
  }, [look, words, first, second, measure, gapNote, isSuspect]);
  const root = usePanelPicture(query, scene, createPairPicture);
  return <div ref={root} role="img" aria-label={name} className="pair-chart" data-phase="loading" />;
}

type Writers = (language: 'zh' | 'en') => Pick<PairScene, 'write' | 'writeTick'>;

const writers: Readonly<Record<PairChartProps['measure'], Writers>> = {
  latency: () => ({
    write: formatMs,
    writeTick: (ms) => (ms === 0 ? '0' : ms < 1_000 ? `${ms} ms` : `${Number((ms / 1_000).toPrecision(3))} s`),
  }),
  rate: (language) => ({
    write: (value) => formatCount(value, language),
    writeTick: (value) => tickText(value, language),
  }),
  share: () => ({ write: (percent) => formatShare(percent / 100), writeTick: (percent) => `${percent}%` }),
};
