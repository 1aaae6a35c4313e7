import { uniform } from '../random/hash';

interface Spell {
  fromMinute: number;
  toMinute: number;
  /** 0 dry … 1 cloudburst. */
  strength: number;
}

const stream = 201;
const rainyShareOfDays = 0.22;
const rampMinutes = 20;

/** Rain more people stay in, and riders are slower. */
export const rainDemandBoost = 0.16;
export const rainDeliverySlowdown = 0.35;

/** Rain over a city at a local minute of a day, 0–1. */
export type Weather = (day: number, minute: number, city: number) => number;

/** @param wetDays local days on which it rains everywhere and long, whatever the seed says */
export function createWeather(seed: number, wetDays: ReadonlySet<number> = new Set()): Weather {
  const spells = new Map<number, Spell | null>();
  return (day, minute, city) => {
    const key = day * 64 + city;
    let spell = spells.get(key);
    if (spell === undefined) {
      spell = wetDays.has(day) ? makeLongSpell(seed, day, city) : makeSpell(seed, day, city);
      spells.set(key, spell);
    }
    return spell === null ? 0 : strengthAt(spell, minute);
  };
}

function makeSpell(seed: number, day: number, city: number): Spell | null {
  if (uniform(seed, day, city, stream) > rainyShareOfDays) return null;
  const fromMinute = 300 + 900 * uniform(seed, day, city, stream + 1);
  const length = 60 + 240 * uniform(seed, day, city, stream + 2);
  const strength = 0.3 + 0.7 * uniform(seed, day, city, stream + 3);
  return { fromMinute, toMinute: Math.min(1439, fromMinute + length), strength };
}

/** From the morning until the evening, in one city earlier than in the next. */
function makeLongSpell(seed: number, day: number, city: number): Spell {
  const fromMinute = 300 + 240 * uniform(seed, day, city, stream + 4);
  const length = 600 + 240 * uniform(seed, day, city, stream + 5);
  return { fromMinute, toMinute: fromMinute + length, strength: 0.6 + 0.4 * uniform(seed, day, city, stream + 6) };
}

function strengthAt(spell: Spell, minute: number): number {
  if (minute <= spell.fromMinute || minute >= spell.toMinute) return 0;
  const ramp = Math.min(minute - spell.fromMinute, spell.toMinute - minute) / rampMinutes;
  return spell.strength * Math.min(1, ramp);
}
