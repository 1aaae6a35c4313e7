import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { alarmSound, alarmSoundFile } from './alarmSound.mjs';

test('the sound in assets is the one the script makes: audible, without a click at either end, and small', () => {
  const sound = alarmSound();
  expect(readFileSync(alarmSoundFile).equals(sound)).toBe(true);
  expect(sound.length).toBeLessThan(60_000);
  const samples = Array.from({ length: (sound.length - 44) / 2 }, (_, i) => sound.readInt16LE(44 + i * 2));
  expect(Math.max(...samples.map(Math.abs))).toBeGreaterThan(12_000);
  expect(Math.max(...samples.map(Math.abs))).toBeLessThan(32_767);
  expect(Math.max(Math.abs(samples[0] ?? 0), Math.abs(samples.at(-1) ?? 0))).toBeLessThan(100);
});
