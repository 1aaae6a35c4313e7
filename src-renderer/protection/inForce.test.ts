import { expect, test } from 'vitest';
import type { Execution, ExecutionPhase } from '../../contract/protection';
import { inForceFirst, inForceLine, lately } from './inForce';
import { sampleExecution } from './testing/sampleSheet';

function one(id: string, phase: ExecutionPhase, endsAt: number | null, overdue = false): Execution {
  const { lease } = sampleExecution;
  return { ...sampleExecution, id, phase, lease: endsAt === null || lease === null ? null : { ...lease, endsAt, overdue } };
}

const all = {
  late: one('late', 'inForce', 900),
  soon: one('soon', 'verifying', 300),
  over: one('over', 'released', 100),
  overdue: one('overdue', 'inForce', 50, true),
  unclear: one('unclear', 'unclear', null),
  back: one('back', 'reverted', null),
};

test('what is still on from lunch: what waits for a person first, then what is overdue, then what ends next', () => {
  expect(inForceFirst(all).map(({ id }) => id)).toEqual(['unclear', 'overdue', 'soon', 'late']);
  expect(
    lately(all)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(['back', 'over']);
});

test('the line of the header counts what is on and names the lease that ends next', () => {
  const { count, next } = inForceLine(all);
  expect([count, next?.id]).toEqual([4, 'overdue']);
  expect(inForceLine({})).toEqual({ count: 0, next: null });
});
