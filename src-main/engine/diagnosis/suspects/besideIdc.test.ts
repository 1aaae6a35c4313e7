import { expect, test } from 'vitest';
import type { IdcCall } from '../reading/readIdcs';
import { besideIdc } from './besideIdc';
import { idcTroubleOf } from './idcTrouble';

const ways = [
  ['gateway', 'order-submit'],
  ['order-submit', 'coupon'],
  ['order-submit', 'order-core'],
  ['order-core', 'mysql'],
  ['cashier', 'channel-c'],
] as const;
const edges = ways.map(([from, to]) => ({ id: `${from}→${to}`, from, to, origin: 'workspace' as const }));
const calm = { failed: 0.001, lost: 0, seconds: 0.001 };

/** 100 requests a second each way in each of three IDCs; `now`: what differs, by edge and IDC. */
function callsWith(now: Readonly<Record<string, Partial<typeof calm>>>): IdcCall[] {
  return edges.flatMap(({ id }) =>
    ['east', 'north', 'south'].map((idc) => {
      const broken = idc === 'south' ? { failed: 0.5, lost: 0.5, seconds: 0.1 } : {};
      return { edge: id, idc, requests: 100, before: calm, now: { ...calm, ...broken, ...now[`${id}@${idc}`] } };
    }),
  );
}

/** What stands beside the south, whose network is broken on every way. */
function found(now: Readonly<Record<string, Partial<typeof calm>>>): (readonly [string, string, number])[] {
  const calls = callsWith(now);
  const trouble = idcTroubleOf(calls);
  if (trouble?.idc !== 'south') throw new Error('the south is in trouble');
  return besideIdc({ edges }, calls, trouble).map(({ suspect, share }) => [suspect.kind, suspect.id, share]);
}

test('an IDC in trouble alone has nobody beside it', () => {
  expect(found({})).toEqual([]);
});

test('a service that fails elsewhere too stands beside it, and not those who only hand its failures on', () => {
  const [first, ...others] = found({
    'order-submit→coupon@north': { failed: 0.2 },
    'gateway→order-submit@north': { failed: 0.2 },
  });
  expect([first?.[0], first?.[1], others]).toEqual(['node', 'coupon', []]);
  expect(first?.[2]).toBeGreaterThan(0.2);
  expect(first?.[2]).toBeLessThan(0.45);
});

test('what the callee never saw was lost on the way to it, in all IDCs', () => {
  const lost = { failed: 0.9, lost: 0.9 };
  expect(found({ 'cashier→channel-c@north': lost, 'cashier→channel-c@east': lost })).toEqual([
    ['link', 'cashier→channel-c', 0.45],
  ]);
});
