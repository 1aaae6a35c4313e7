import { expect, test } from 'vitest';
import { argumentsToGoOn } from './cityArguments';

const roomAt = Date.parse('2026-11-25T12:04:31+08:00');

test('a first start takes the arguments as given', () => {
  expect(argumentsToGoOn(['--speed=60', '--start=11:56'], null)).toEqual(['--speed=60', '--start=11:56']);
});

test('a city that fell goes on at the next whole minute of the room, never in its past', () => {
  expect(argumentsToGoOn(['--speed=60', '--start=11:56'], roomAt)).toEqual(['--speed=60', '--start=12:05']);
  expect(argumentsToGoOn(['--time-zone=Etc/GMT-9'], roomAt)).toEqual(['--time-zone=Etc/GMT-9', '--start=13:05']);
});

test('a city on the real epoch finds the time by itself', () => {
  expect(argumentsToGoOn(['--epoch=real'], roomAt)).toEqual(['--epoch=real']);
});
