import { expect, test } from 'vitest';
import { minute, noon, second } from '../../incidents/testing/alarms';
import { withoutFilling } from '../withoutFilling';
import { createTelling } from '../telling';
import { paymentStory } from '../testing/paymentStory';
import type { ReadPicture, ReportFacts } from '../reportFacts';
import { drawPicture } from './drawPicture';
import { spreadLabels } from './spreadLabels';
import { timeTicks } from './timeTicks';

const story = paymentStory();
const svgOf = (picture: ReadPicture | undefined, facts: ReportFacts = story): string =>
  picture === undefined ? '' : (drawPicture(picture, facts, createTelling(facts, 'en')) ?? '');
const business = story.pictures[0];

test('it is plain SVG: no scripts, styles or addresses, and the loss is hatched', () => {
  const svg = svgOf(business);
  expect(svg).not.toMatch(/<script|style=|<style|href|<image|url\((?!#)/);
  expect(svg).toContain('fill="url(#lost-business)"');
  expect(svg).not.toContain('NaN');
});

test('a gap in the samples stays open', () => {
  if (business?.frame === null || business === undefined) throw new Error('the story has a business picture');
  const strokes = (picture: ReadPicture): number =>
    /d="([^"]*)" fill="none" stroke-linejoin="round" stroke="#11161C"/.exec(svgOf(picture))?.[1]?.match(/M/g)?.length ?? 0;
  const columns = business.frame.columns.map((column) => column.map((value, i) => (i === 40 ? Number.NaN : value)));
  expect(strokes(business)).toBe(1);
  expect(strokes({ ...business, frame: { ...business.frame, columns } })).toBe(2);
});

test('marks that are near each other do not lie on each other: the earlier one’s time goes to the left', () => {
  const svg = svgOf(business);
  expect(svg).toContain('text-anchor="end" fill="#5E6875">12:01:40 ◆');
  expect(svg).toContain('text-anchor="start" fill="#A80050">▲ 12:02:20');
});

test('the bucket that still fills is left out', () => {
  if (business?.frame === null || business === undefined) throw new Error('the story has a business picture');
  const { frame } = business;
  const last = frame.columns[0]?.length ?? 0;
  const at = frame.firstAt + (last - 1) * frame.stepMs;
  const lines = frame.lines.map((line) => ({ ...line, filling: { at, share: 0.3 } }));
  const [now] = withoutFilling({ ...frame, lines }).columns;
  expect(now?.[last - 1]).toBeNaN();
  expect(now?.[last - 2]).not.toBeNaN();
});

test('times stand at round local minutes, also in a zone of half hours; names at the lines’ ends keep apart', () => {
  const ticks = timeTicks(noon + 17 * second, noon + 35 * minute, 'Asia/Kolkata');
  expect(ticks.map((at) => new Date(at).toISOString().slice(14, 19))).toEqual([
    '05:00',
    '10:00',
    '15:00',
    '20:00',
    '25:00',
    '30:00',
    '35:00',
  ]);
  expect(timeTicks(noon, noon + 5 * 3_600_000, 'Asia/Kolkata').every((at) => (at + 5.5 * 3_600_000) % 3_600_000 === 0)).toBe(
    true,
  );
  expect(spreadLabels([50, 52, 51], 15, 0, 60)).toEqual([30, 60, 45]);
});
