#!/usr/bin/env node
/** `node scripts/alarmSound.mjs`: writes assets/sounds/alarm.wav, the one sound of the console. Ours, made here, the same every time. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isEntryScript } from './runtime/isEntryScript.mjs';
import { projectRoot } from './setup/projectRoot.mjs';

export const alarmSoundFile = join(projectRoot, 'assets', 'sounds', 'alarm.wav');

const sampleRate = 16_000;
/** A falling minor third, twice: heard through a loud room, and not taken for a telephone. Hz and seconds. */
const tones = [
  { pitch: 784, from: 0, length: 0.34 },
  { pitch: 659.3, from: 0.32, length: 0.46 },
  { pitch: 784, from: 0.82, length: 0.34 },
  { pitch: 659.3, from: 1.14, length: 0.52 },
];
const lengthSeconds = 1.7;
const loudness = 0.42;
/** Soft ends: a click at the beginning of a tone is what makes an alarm unpleasant. */
const attackSeconds = 0.012;

/** 16-bit mono PCM in a RIFF container. */
export function alarmSound() {
  const count = Math.round(sampleRate * lengthSeconds);
  const bytes = Buffer.alloc(44 + count * 2);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(36 + count * 2, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(sampleRate, 24);
  bytes.writeUInt32LE(sampleRate * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(count * 2, 40);
  for (let i = 0; i < count; i += 1) bytes.writeInt16LE(Math.round(sampleAt(i / sampleRate) * 32_767), 44 + i * 2);
  return bytes;
}

/** @param {number} second */
function sampleAt(second) {
  const sum = tones.reduce((total, tone) => total + toneAt(tone, second - tone.from), 0);
  return Math.tanh(sum * loudness);
}

/**
 * A fundamental with a little of its octave and twelfth, dying away like a struck bar.
 * @param {{ pitch: number, length: number }} tone
 * @param {number} second since the tone began
 */
function toneAt({ pitch, length }, second) {
  if (second < 0 || second >= length) return 0;
  const attack = Math.min(1, second / attackSeconds);
  const release = Math.min(1, (length - second) / (length * 0.35));
  const decay = Math.exp(-1.6 * second);
  const wave = (/** @type {number} */ multiple) => Math.sin(2 * Math.PI * pitch * multiple * second);
  return attack * release * decay * (wave(1) + 0.35 * wave(2) + 0.12 * wave(3));
}

if (isEntryScript(import.meta.url)) {
  mkdirSync(dirname(alarmSoundFile), { recursive: true });
  writeFileSync(alarmSoundFile, alarmSound());
}
