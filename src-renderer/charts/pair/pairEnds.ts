import { chartFont } from '../chartLook';
import { readPair } from './pairReading';
import { toneColour, type PairFrame, type PairScene, type PairTone } from './pairScene';

/** The widest value a margin is made for: it must not move the plot with every new number. */
const widestValue = 88_880;

/** CSS px that the words at the lines' ends need right of the plot. */
export function endsWidth(
  context: CanvasRenderingContext2D,
  { names, write, gapName, usual }: PairScene,
  fontPx: number,
): number {
  context.font = chartFont(fontPx + 1, 600);
  const value = [write(widestValue), write(888), write(8.88)].reduce((a, b) => (a.length >= b.length ? a : b));
  const words = [
    ...names.map((name) => `${name} ${value}`),
    ...(gapName === null ? [] : [gapName.value(value), gapName.note]),
    ...(usual === null ? [] : [usual.words]),
  ];
  return Math.ceil(Math.max(...words.map((each) => context.measureText(each).width))) + 14;
}

/** A dot at each newest value and its words: a letter beside it, or name and value in the margin, the gap's between them. */
export function drawPairEnds(context: CanvasRenderingContext2D, frame: PairFrame): void {
  const { scene, view, plot, x, y, fontPx } = frame;
  const isOld = view.age.phase === 'stale' || view.age.phase === 'gone';
  const { ends, gap } = readPair(frame);
  const labels: Label[] = [];
  const linePx = fontPx * 1.35;
  ends.forEach((end, i) => {
    if (end === null) return;
    const tone = scene.tones[i] ?? 'ink';
    context.fillStyle = isOld ? scene.look.colours.ink3 : toneColour(scene, tone);
    context.beginPath();
    context.arc(x(end.at), y(end.value), 3.6, 0, 2 * Math.PI);
    context.fill();
    const words = scene.ends === 'letters' ? (scene.names[i] ?? '') : `${scene.names[i] ?? ''} ${scene.write(end.value)}`;
    labels.push({ words, top: y(end.value), colour: textColour(scene, tone, isOld), weight: 600, left: leftOf(x(end.at)) });
  });
  if (gap !== null && scene.gapName !== null && scene.ends === 'values' && ends[0] !== null && ends[1] !== null) {
    const middle = (y(ends[0].value) + y(ends[1].value)) / 2;
    const { value, note } = scene.gapName;
    const { ink, ink2 } = scene.look.colours;
    // A low picture has no room for all: the two values come first, then the gap, then what the gap means.
    const room = Math.floor((plot.bottom - plot.top + 6) / linePx) + 1;
    if (room >= 3)
      labels.splice(1, 0, {
        words: value(scene.write(gap)),
        top: middle - fontPx * 0.7,
        colour: ink,
        weight: 600,
        left: leftOf(plot.right),
      });
    if (note !== '' && room >= 4)
      labels.splice(2, 0, { words: note, top: middle + fontPx * 0.7, colour: ink2, weight: 400, left: leftOf(plot.right) });
  }
  if (scene.usual !== null && scene.ends === 'values')
    labels.push({
      words: scene.usual.words,
      top: y(scene.usual.value),
      colour: scene.look.colours.ink2,
      weight: 400,
      left: leftOf(plot.right),
    });
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  for (const { words, top, colour, weight, left } of apart(labels, linePx, plot)) {
    context.font = chartFont(scene.ends === 'letters' ? fontPx : fontPx + 1, weight);
    context.fillStyle = colour;
    context.fillText(words, left, top);
  }

  function leftOf(end: number): number {
    return scene.ends === 'letters' ? end + 8 : plot.right + 10;
  }
}

interface Label {
  readonly words: string;
  readonly top: number;
  readonly colour: string;
  readonly weight: 400 | 600;
  readonly left: number;
}

/** Words that would lie upon each other are moved apart, in their order from the top, and stay beside the plot. */
function apart(
  labels: readonly Label[],
  linePx: number,
  plot: { readonly top: number; readonly bottom: number },
): readonly Label[] {
  const placed: Label[] = [];
  for (const label of [...labels].sort((a, b) => a.top - b.top)) {
    const above = placed.at(-1);
    placed.push({ ...label, top: Math.max(label.top, plot.top + linePx / 2 - 4, above === undefined ? 0 : above.top + linePx) });
  }
  let limit = plot.bottom + 2;
  for (let i = placed.length - 1; i >= 0; i -= 1) {
    const label = placed[i];
    if (label === undefined) continue;
    const top = Math.min(label.top, limit);
    placed[i] = { ...label, top };
    limit = top - linePx;
  }
  return placed;
}

/** The text of a status has a colour of its own: the line's would be too faint on light. */
function textColour(scene: PairScene, tone: PairTone, isOld: boolean): string {
  if (isOld) return scene.look.colours.ink3;
  return tone === 'suspect' ? scene.look.colours.broken : toneColour(scene, tone);
}
