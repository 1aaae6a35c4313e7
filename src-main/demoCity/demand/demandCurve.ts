import { cityCount, dimensions } from '../dimensions/dimensions';
import { normal } from '../random/normal';
import { localDay, localMinute } from '../time/localDay';
import type { Calendar, Promotion } from './calendar';
import { shapeRate } from './dayShape';
import { rainDeliverySlowdown, rainDemandBoost, type Weather } from './weather';

export interface DemandCurve {
  /** Orders people want to submit per second. */
  rateAt(at: number): number;
  /** Shares of the cities, summing to 1; the same array until the next minute. */
  cityShares(at: number): Float64Array;
  /** How much longer riders take because of rain, as a factor ≥ 1. */
  deliverySlowdown(at: number): number;
}

/** Mood of the crowd: smooth noise in three periods (seconds), each with its relative spread. */
const moods = [
  { periodMs: 25_000, spread: 0.005 },
  { periodMs: 130_000, spread: 0.005 },
  { periodMs: 900_000, spread: 0.006 },
];
const stream = 301;

/**
 * Everything about demand is a function of seed and absolute time: live and history read the same curve, so there is no
 * step between them, and a city started a minute later agrees with the one before.
 */
export function createDemandCurve(seed: number, offsetMs: number, calendar: Calendar, weather: Weather): DemandCurve {
  const baseShares = dimensions[0]?.shares ?? [];
  const shares = new Float64Array(cityCount);
  let sharesMinute = Number.NaN;
  let rainBoost = 1;
  let slowdown = 1;
  const readWeather = (at: number): void => {
    const minute = Math.floor(at / 60_000);
    if (minute === sharesMinute) return;
    sharesMinute = minute;
    const day = localDay(at, offsetMs);
    const intoDay = Math.floor(localMinute(at, offsetMs));
    let total = 0;
    let rain = 0;
    for (let city = 0; city < cityCount; city += 1) {
      const strength = weather(day, intoDay, city);
      const share = (baseShares[city] ?? 0) * (1 + rainDemandBoost * strength);
      shares[city] = share;
      total += share;
      rain += share * strength;
    }
    for (let city = 0; city < cityCount; city += 1) shares[city] = (shares[city] ?? 0) / total;
    rainBoost = total;
    slowdown = 1 + (rainDeliverySlowdown * rain) / total;
  };
  return {
    rateAt: (at) => {
      readWeather(at);
      const day = localDay(at, offsetMs);
      const minute = localMinute(at, offsetMs);
      const boost = rainBoost * promotionBoost(calendar(day).promotions, minute);
      return hunger(calendar, day, minute) * boost * (1 + mood(seed, at));
    },
    cityShares: (at) => {
      readWeather(at);
      return shares;
    },
    deliverySlowdown: (at) => {
      readWeather(at);
      return slowdown;
    },
  };
}

/** Supper's tail is the evening before's: a Sunday does not become a Monday with the stroke of midnight. */
const eveMinutes = 180;

function hunger(calendar: Calendar, day: number, minute: number): number {
  const { kind, factor } = calendar(day);
  const today = shapeRate(kind, minute) * factor;
  if (minute >= eveMinutes) return today;
  const before = calendar(day - 1);
  const into = minute / eveMinutes;
  const blend = into * into * (3 - 2 * into);
  const eve = shapeRate(before.kind, minute) * before.factor;
  return eve + (today - eve) * blend;
}

/** A promotion comes within two minutes, and leaves within six. */
function promotionBoost(promotions: readonly Promotion[], minute: number): number {
  let boost = 1;
  for (const each of promotions) {
    const rise = Math.min(1, Math.max(0, (minute - each.fromMinute) / 2));
    const fall = Math.min(1, Math.max(0, (each.toMinute - minute) / 6));
    boost = Math.max(boost, 1 + (each.factor - 1) * Math.min(rise, fall));
  }
  return boost;
}

function mood(seed: number, at: number): number {
  let sum = 0;
  for (let i = 0; i < moods.length; i += 1) {
    const layer = moods[i];
    if (layer === undefined) continue;
    const slot = Math.floor(at / layer.periodMs);
    const into = at / layer.periodMs - slot;
    // Smoothstep between two hashed normals: continuous with its first derivative.
    const blend = into * into * (3 - 2 * into);
    const left = normal(seed, slot, stream + i, Math.floor(slot / 0x8000_0000));
    const right = normal(seed, slot + 1, stream + i, Math.floor((slot + 1) / 0x8000_0000));
    sum += layer.spread * (left + (right - left) * blend);
  }
  return sum;
}
