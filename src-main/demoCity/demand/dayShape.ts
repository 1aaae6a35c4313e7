/** What kind of day it is decides when people are hungry. */
export type DayKind = 'workday' | 'weekend' | 'holiday';

/** Centre (minutes after midnight), height beside the lunch peak, spread before and after the centre (minutes). */
type Meal = readonly [centre: number, height: number, before: number, after: number];

/**
 * The chosen curve. Orders a day = 20 M and 1,250 /s at 12:18 leave 267 minutes of peak-equivalent volume; lunch takes about
 * 116 of them and dinner 88, which puts dinner at 0.56 of lunch. The floor makes the 03:36 trough 1/100 of the peak.
 */
const meals: Readonly<Record<DayKind, readonly Meal[]>> = {
  workday: [
    [490, 0.09, 45, 50],
    [630, 0.035, 40, 40],
    [738, 1, 43, 50],
    [930, 0.12, 55, 60],
    [1100, 0.56, 60, 65],
    [1290, 0.135, 50, 60],
  ],
  weekend: [
    [540, 0.07, 55, 60],
    [738, 0.9, 50, 60],
    [930, 0.16, 60, 65],
    [1105, 0.64, 62, 68],
    [1300, 0.19, 55, 70],
  ],
  holiday: [
    [560, 0.06, 60, 60],
    [738, 0.84, 54, 66],
    [940, 0.17, 60, 70],
    [1110, 0.68, 64, 70],
    [1305, 0.21, 60, 75],
  ],
};
const nightFloor = 0.0099;
const minutesADay = 1440;

/** Orders wanted on an ordinary workday. */
export const ordersADay = 20_000_000;

const rawTables: Readonly<Record<DayKind, Float64Array>> = {
  workday: tableOf(meals.workday),
  weekend: tableOf(meals.weekend),
  holiday: tableOf(meals.holiday),
};
const workdayMinutes = rawTables.workday.slice(0, minutesADay).reduce((sum, value) => sum + value, 0);
const ratePerUnit = ordersADay / (workdayMinutes * 60);

/** Orders wanted per second at a local minute of the day (fraction allowed) on an average day of its kind. */
export function shapeRate(kind: DayKind, minute: number): number {
  const table = rawTables[kind];
  const whole = Math.floor(minute);
  const left = table[whole] ?? 0;
  const right = table[whole + 1] ?? left;
  return (left + (right - left) * (minute - whole)) * ratePerUnit;
}

function tableOf(dayMeals: readonly Meal[]): Float64Array {
  return Float64Array.from({ length: minutesADay + 1 }, (_, minute) =>
    dayMeals.reduce((sum, meal) => sum + heightAt(minute, meal), nightFloor),
  );
}

function heightAt(minute: number, [centre, height, before, after]: Meal): number {
  // Around midnight: supper's tail belongs to the next day's first hours.
  const distance = ((((minute - centre + minutesADay / 2) % minutesADay) + minutesADay) % minutesADay) - minutesADay / 2;
  return height * Math.exp(-0.5 * (distance / (distance < 0 ? before : after)) ** 2);
}
