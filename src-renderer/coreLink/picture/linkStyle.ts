import type { Health } from '../../ui/health';
import type { Colours } from '../../ui/tokens';
import { rateWidths } from '../rateStep';
import { healthFill } from './graphLook';

export interface LinkStyle {
  readonly widthPx: number;
  readonly dash: readonly number[];
  readonly cap: 'butt' | 'round';
  readonly colour: string;
}

interface Shown {
  readonly health: Health;
  readonly part: 0 | 1 | 2;
  readonly isCut: boolean;
  readonly rateStep: number;
}

/** LOOK §6: thick solid on the cause's path, long dashes where affected, dots where nothing passes; unknown is finely dashed. Width is the rate. */
export function linkStyle({ health, part, isCut, rateStep }: Shown, zoom: number, colours: Colours): LinkStyle {
  const scale = Math.min(1.5, Math.max(0.55, zoom));
  const rate = (rateWidths[rateStep] ?? 1) * scale;
  if (isCut) return { widthPx: 4.4 * scale, dash: [0.1, 9 * scale], cap: 'round', colour: colours.brokenFill };
  const colour =
    health === 'ok' || health === 'unknown' ? (part === 0 ? colours.line2 : colours.ink2) : healthFill(colours, health);
  if (part === 2) return { widthPx: Math.max(4 * scale, rate), dash: [], cap: 'butt', colour };
  if (part === 1) return { widthPx: Math.max(2.6 * scale, rate), dash: [12 * scale, 7 * scale], cap: 'butt', colour };
  if (health === 'unknown') return { widthPx: 1.2, dash: [3, 4], cap: 'butt', colour };
  return { widthPx: health === 'ok' ? rate : Math.max(2.2 * scale, rate), dash: [], cap: 'butt', colour };
}
