import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCrashRig, type CrashRig, type Life } from './crashRig';

let rig: CrashRig;
beforeAll(async () => {
  rig = await openCrashRig();
}, 60_000);
afterAll(() => rig.close());

const at = (point: string, then: Life['then'] = 'revert', settleAs: Life['settleAs'] = 'continue', times = 1): [string, Life] => [
  `${point}${times > 1 ? ` the ${times}nd time` : ''}, then ${settleAs}`,
  { then, settleAs, kill: { point, times } },
];

/** Where an execution can be cut in two: before and after each thing that is written down, sent, answered and read. */
const matrix: readonly [string, Life][] = [
  at('run.asked.before'),
  at('run.asked.after'),
  at('forward.sending.before'),
  at('forward.sending.after'),
  at('forward.write.after', 'revert', 'continue', 2),
  at('forward.write.after', 'revert', 'revert'),
  at('forward.answers.before'),
  at('forward.answers.after', 'revert', 'leave'),
  at('forward.readBack.before'),
  at('forward.readBack.after'),
  at('run.betweenSteps'),
  at('run.wait', 'revert', 'revert'),
  at('forward.sending.after', 'revert', 'continue', 2),
  at('forward.readBack.before', 'revert', 'revert', 2),
  at('run.inForce'),
  at('run.reverting'),
  at('back.sending.after'),
  at('back.write.after', 'revert', 'continue', 2),
  at('back.readBack.before', 'revert', 'revert'),
  at('run.releasing', 'release'),
  at('release.sending.after', 'release'),
  at('release.write.after', 'release', 'continue', 2),
  at('release.readBack.before', 'release', 'revert', 2),
  at('reapply.sending.after', 'reapply'),
  at('reapply.readBack.before', 'reapply', 'leave'),
];

test('not killed at all: sent once, read back, released in steps, and every server is as it was', async () => {
  const { killed, found, violations } = await rig.live({
    then: 'release',
    settleAs: 'revert',
    kill: { point: 'never', times: 1 },
  });
  expect({ killed, found, violations }).toEqual({ killed: false, found: 'released', violations: [] });
});

test.each(matrix)(
  'killed at %s: nothing runs twice, nothing is lost, and the console tells what the servers have',
  async (_at, life) => {
    const { killed, violations } = await rig.live(life);
    expect({ killed, violations }).toEqual({ killed: true, violations: [] });
  },
);
