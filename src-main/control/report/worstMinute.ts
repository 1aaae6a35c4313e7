import type { ReadPicture } from './reportFacts';

/** The bucket of the business picture in which most orders were lost: its start, orders per minute, and of what was expected. */
export function worstMinute(
  pictures: readonly ReadPicture[],
): { readonly at: number; readonly perMinute: number; readonly share: number } | null {
  const picture = pictures.find(({ kind }) => kind === 'business');
  if (picture === undefined || picture.frame === null || picture.lossSince === null) return null;
  const { frame, lines, lossSince } = picture;
  const columnOf = (role: string): Float64Array | undefined => frame.columns[lines.findIndex((line) => line.role === role)];
  const [actual, expected] = [columnOf('now'), columnOf('expected')];
  if (actual === undefined || expected === undefined) return null;
  let worst: { readonly at: number; readonly perMinute: number; readonly share: number } | null = null;
  actual.forEach((value, i) => {
    const usual = expected[i] ?? Number.NaN;
    const at = frame.firstAt + i * frame.stepMs;
    const lost = usual - value;
    // Orders are per second; a gap is NaN and loses against everything.
    if (at >= lossSince && lost > 0 && lost * 60 > (worst?.perMinute ?? 0))
      worst = { at, perMinute: lost * 60, share: lost / usual };
  });
  return worst;
}
