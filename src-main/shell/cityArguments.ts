const minuteMs = 60_000;

/**
 * Arguments for a city that starts again: it goes on where the room's clock stands, at the next whole minute, because the city
 * starts at whole minutes and a clock that steps back would show the past twice. The minutes between stay a gap.
 */
export function argumentsToGoOn(given: readonly string[], roomAt: number | null): readonly string[] {
  if (roomAt === null || given.includes('--epoch=real')) return given;
  const timeZone = given.findLast((word) => word.startsWith('--time-zone='))?.slice('--time-zone='.length) ?? 'Asia/Shanghai';
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return [...given.filter((word) => !word.startsWith('--start=')), `--start=${format.format(roomAt + minuteMs)}`];
}
