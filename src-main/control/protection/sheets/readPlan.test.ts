import { expect, test } from 'vitest';
import { openRoom, shopWithPlans } from '../testing/protectionRoom';

const plans = { lighter: { steps: [{ id: 'a', set: [{ switch: 's1', to: 10 }] }] } };
const { switches } = shopWithPlans(1, plans);

/** The same shop with another word on whose orders its first switch touches. */
function touching(touches: 'nobody' | undefined) {
  return shopWithPlans(1, plans, { switches: { ...switches, s1: { ...switches['s1'], touches } } });
}

test('a switch that touches nobody asks for nothing; one that does not say whose orders it touches asks for a second person', async () => {
  const nobody = await (await openRoom(touching('nobody'))).read('lighter');
  expect(nobody.blast).toMatchObject({ perMinute: 0, share: 0 });
  expect(nobody.needs).toEqual({ reason: false, second: false });
  const unsaid = await (await openRoom(touching(undefined))).read('lighter');
  expect(unsaid.blast).toBeNull();
  expect(unsaid.needs).toEqual({ reason: true, second: true });
});
