import { expect, test } from 'vitest';
import { windowKinds } from '../../contract/windowKinds';
import { bringBack, holds, placeAt, placeWindow, type DisplayArea, type WindowPlace } from './windowPlace';

const desk: DisplayArea = { id: 1, primary: true, workArea: { x: 0, y: 0, width: 2560, height: 1400 } };
const wallScreen: DisplayArea = { id: 2, primary: false, workArea: { x: 2560, y: 0, width: 1920, height: 1080 } };
const saved: WindowPlace = { bounds: { x: 2700, y: 100, width: 1400, height: 800 }, displayId: 2, fullScreen: true };

test('a first overview opens in the middle of the primary display', () => {
  expect(placeWindow(windowKinds.overview, null, [wallScreen, desk], null).bounds).toEqual({
    x: 320,
    y: 160,
    width: 1920,
    height: 1080,
  });
});

test('a first wall opens on another display than its opener, when there is one', () => {
  expect(placeWindow(windowKinds.wall, null, [desk, wallScreen], 1).bounds.x).toBe(2560);
  expect(placeWindow(windowKinds.wall, null, [desk, wallScreen], 2).bounds.x).toBe(320);
  expect(placeWindow(windowKinds.wall, null, [desk], 1).bounds.x).toBe(320);
});

test('a first window is never larger than its display', () => {
  const laptop = { ...desk, workArea: { x: 0, y: 25, width: 1366, height: 743 } };
  expect(placeWindow(windowKinds.overview, null, [laptop], null).bounds).toEqual({ x: 0, y: 25, width: 1366, height: 743 });
});

test('a saved place is taken again, full screen included, while its display is there', () => {
  expect(placeWindow(windowKinds.wall, saved, [desk, wallScreen], 1)).toEqual({ bounds: saved.bounds, fullScreen: true });
});

test('a window whose display has gone comes back on the primary one, at its size', () => {
  expect(placeWindow(windowKinds.wall, saved, [desk], 1).bounds).toEqual({ x: 580, y: 300, width: 1400, height: 800 });
});

test('a window whose display has gone stays near where it was when another display covers that place', () => {
  const wide = { ...desk, workArea: { x: 0, y: 0, width: 3840, height: 1600 } };
  expect(placeWindow(windowKinds.wall, saved, [wide], 1).bounds).toEqual({ x: 2440, y: 100, width: 1400, height: 800 });
});

test('a display whose scale grew has fewer points: the window shrinks and moves to fit', () => {
  const scaled = { ...wallScreen, workArea: { x: 2560, y: 0, width: 1280, height: 720 } };
  expect(placeWindow(windowKinds.wall, saved, [desk, scaled], 1).bounds).toEqual({ x: 2560, y: 0, width: 1280, height: 720 });
});

test('an open window that stays mostly visible is left alone when displays change', () => {
  expect(bringBack({ x: -300, y: 0, width: 1000, height: 600 }, [desk])).toBeNull();
});

test('an open window that is mostly off-screen is brought back whole', () => {
  expect(bringBack(saved.bounds, [desk])).toEqual({ x: 1160, y: 100, width: 1400, height: 800 });
  expect(bringBack({ x: -900, y: 20, width: 1000, height: 600 }, [desk])).toEqual({ x: 0, y: 20, width: 1000, height: 600 });
});

test('a window that is dropped somewhere opens there, whole on the display that holds the point', () => {
  const size = { width: 1280, height: 860 };
  expect(placeAt({ x: 2600, y: 40 }, size, [desk, wallScreen])).toEqual({ x: 2600, y: 40, ...size });
  expect(placeAt({ x: 4400, y: 1000 }, size, [desk, wallScreen])).toEqual({ x: 3200, y: 220, ...size });
  expect(placeAt({ x: 2500, y: 40 }, size, [desk, wallScreen])).toEqual({ x: 1280, y: 40, ...size });
});

test('a point on no work area — a panel, a gap between displays — belongs to the nearest one', () => {
  const size = { width: 1000, height: 600 };
  expect(
    placeAt({ x: 3000, y: 1079 }, size, [{ ...wallScreen, workArea: { ...wallScreen.workArea, height: 1040 } }, desk]),
  ).toEqual({
    x: 3000,
    y: 440,
    ...size,
  });
  expect(placeAt({ x: -4000, y: 300 }, size, [desk, wallScreen])).toEqual({ x: 0, y: 300, ...size });
});

test('a window wanted on a display opens in its middle, no larger than it is; on one that is gone it has no place', () => {
  expect(placeAt({ displayId: '2' }, { width: 2400, height: 860 }, [desk, wallScreen])).toEqual({
    x: 2560,
    y: 110,
    width: 1920,
    height: 860,
  });
  expect(placeAt({ displayId: '7' }, { width: 100, height: 100 }, [desk, wallScreen])).toBeNull();
});

test('the edge between two windows side by side belongs to one of them', () => {
  const left = { x: 0, y: 0, width: 100, height: 100 };
  const right = { ...left, x: 100 };
  expect([left, right].map((bounds) => holds(bounds, { x: 100, y: 50 }))).toEqual([false, true]);
});
