import { expect, test } from 'vitest';
import { storyWorkspace } from '../overview/story';
import { cutBy, deeper, oneUp, openDimensions, placeOf, selectionOf, toggleCut, upTo, type DrillPlace } from './drillPlace';

const dimension = (name: string) => ({ name: { zh: name, en: name }, values: {} });
const workspace = {
  ...storyWorkspace,
  dimensions: { city: dimension('city'), platform: dimension('platform'), channel: dimension('channel') },
};
const start: DrillPlace = { metricId: 'paid', path: {}, by: [], compared: null };

test('nothing selected is the headline metric as a whole; a selection of another workspace too', () => {
  expect(placeOf(null, workspace)).toEqual(start);
  expect(placeOf({ metricId: 'gone', slice: {}, against: null }, workspace)).toEqual(start);
  const half = { metricId: 'pushed', slice: { moon: 'x', city: 'shanghai' }, against: null, by: ['moon', 'city', 'channel'] };
  expect(placeOf(half, workspace)).toEqual({ metricId: 'pushed', path: { city: 'shanghai' }, by: ['channel'], compared: null });
});

test('every place can be told as a selection and read from it again', () => {
  const places: DrillPlace[] = [
    start,
    { metricId: 'pushed', path: { channel: 'B', city: 'wuhan' }, by: ['platform'], compared: null },
    {
      metricId: 'paid',
      path: { channel: 'B' },
      by: ['city', 'platform'],
      compared: {
        a: { channel: 'B', city: 'wuhan', platform: 'ios' },
        b: { channel: 'B', city: 'nanjing', platform: 'ios' },
      },
    },
  ];
  for (const place of places) expect(placeOf(selectionOf(place), workspace)).toEqual(place);
});

test('one goes deeper by fixing a row, and up again to the same table', () => {
  const cut = cutBy(start, ['channel']);
  const inside = deeper(cut, { channel: 'B' });
  expect([inside.path, inside.by, openDimensions(inside, workspace)]).toEqual([{ channel: 'B' }, [], ['city', 'platform']]);
  expect(oneUp(inside)).toEqual(cut);
  expect(oneUp(cut)).toEqual(cut);
  const deep = deeper(deeper(inside, { city: 'wuhan' }), { platform: 'ios' });
  expect([upTo(deep, 1).path, upTo(deep, 1).by]).toEqual([{ channel: 'B' }, ['city']]);
});

test('dimensions are combined in the order in which they were added, and one always stays', () => {
  const two = toggleCut(cutBy(start, ['channel']), 'city');
  expect(two.by).toEqual(['channel', 'city']);
  expect(toggleCut(two, 'channel').by).toEqual(['city']);
  expect(toggleCut(toggleCut(two, 'channel'), 'city').by).toEqual(['city']);
});
