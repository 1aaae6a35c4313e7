import type { Language } from '../../contract/choices';
import type { Alarm } from '../../contract/detection';
import type { WorkspaceView } from '../../contract/state';
import { textOf } from '../i18n/text';
import { absent, changeFrom, formatClock, formatCount, formatShare, formatTimeOfDay, formatTimes } from '../ui/format';
import { seriesName } from './seriesName';

type Names = Pick<WorkspaceView, 'metrics' | 'dimensions' | 'nodes' | 'timeZone'>;

/** From this multiple of what is expected on a percentage is harder to read than "so many times". */
const timesFrom = 3;

/**
 * Why an alarm is one, in one sentence: what, since when, how far from what was expected, what it looks like, and how many
 * times over the line. `支付 12:02:10 起比预期低 34.0%（预期 1,179/s，实际 768/s），像断崖，3.2 倍于报警线`
 */
export function alarmWhy(alarm: Alarm, names: Names, language: Language): string {
  const text = textOf(language);
  const { score, peakScore, shape } = alarm;
  const shapeWords = shape === 'zero' || shape === 'silence' ? [] : [text(`shape.like.${shape}`)];
  if (alarm.forecast !== null) return warning(alarm, names, language);
  if (alarm.phase !== 'active') {
    const peak = text('why.peak', { times: formatTimes(peakScore) });
    return [over(alarm, names, language), ...shapeWords, peak].join(text('why.comma'));
  }
  return [what(alarm, names, language), ...shapeWords, text('why.score', { times: formatTimes(score) })].join(text('why.comma'));
}

/** `1,179/s`, `312 ms`: a number with its unit. */
export function valueText(value: number | null, unit: string, language: Language): string {
  if (value === null) return absent;
  const count = formatCount(value, language);
  return unit === '' || unit.startsWith('/') || unit === '%' ? `${count}${unit}` : `${count} ${unit}`;
}

function what(alarm: Alarm, names: Names, language: Language): string {
  const text = textOf(language);
  const { metricId, slice, direction, shape, value, expected } = alarm;
  const unit = names.metrics[metricId]?.unit ?? '';
  const head = {
    name: seriesName(names, metricId, slice, language),
    time: formatClock(alarm.startedAt, names.timeZone),
  };
  const usual = { ...head, expected: valueText(expected, unit, language) };
  const holes = { ...usual, value: valueText(value, unit, language) };
  if (shape === 'silence' || value === null) return text(expected === null ? 'why.silenceOnly' : 'why.silence', usual);
  if (expected === null) return text(direction === 'below' ? 'why.belowUsual' : 'why.aboveUsual', holes);
  if (shape === 'zero' && direction === 'below') return text('why.zero', usual);
  const change = changeFrom(expected, value);
  if (change === null) return text('why.fromNothing', holes);
  if (change >= timesFrom - 1) return text('why.times', { ...holes, times: formatTimes(change + 1) });
  return text(direction === 'below' ? 'why.below' : 'why.above', { ...holes, size: formatShare(Math.abs(change)) });
}

function over({ metricId, slice, startedAt, endedAt, direction }: Alarm, names: Names, language: Language): string {
  const text = textOf(language);
  const holes = {
    name: seriesName(names, metricId, slice, language),
    from: formatClock(startedAt, names.timeZone),
    direction: text(`direction.${direction}`),
  };
  return endedAt === null
    ? text('why.recovering', holes)
    : text('why.over', { ...holes, to: formatClock(endedAt, names.timeZone) });
}

function warning({ metricId, slice, direction, value, forecast }: Alarm, names: Names, language: Language): string {
  const unit = names.metrics[metricId]?.unit ?? '';
  return textOf(language)(direction === 'below' ? 'why.willFall' : 'why.willRise', {
    name: seriesName(names, metricId, slice, language),
    time: formatTimeOfDay(forecast?.crossesAt ?? 0, names.timeZone),
    limit: valueText(forecast?.limit ?? null, unit, language),
    value: valueText(value, unit, language),
  });
}
