import { describe, expect, test } from 'vitest';
import type { Execution, PlanSheet, WriteState } from '../../../contract/protection';
import { sampleExecution, samplePlanSheet, sampleSwitches } from '../../protection/testing/sampleSheet';
import { footState } from './footState';
import { instanceGroups } from './instanceGroups';
import { lampRows } from './lampRows';
import { planRows, type PlanSubject } from './planSubject';
import { stageOf } from './stages';

const before: PlanSubject = { planId: 'pay-7f3a', sheet: samplePlanSheet, execution: null, switches: sampleSwitches };
const after: PlanSubject = { ...before, execution: sampleExecution };
const sheetIs = (change: Partial<PlanSheet>): PlanSubject => ({ ...before, sheet: { ...samplePlanSheet, ...change } });
const here = 'window-1';
const left = { leftMs: 1, ofMs: 1 };

function all(state: WriteState): Execution {
  return { ...sampleExecution, writes: sampleExecution.writes.map((write) => ({ ...write, state })) };
}

describe('what is sent where', () => {
  test('one row a switch, in the order of the steps, with its instances; the sheet may be gone', () => {
    const rows = planRows(before).map(({ step, switchId, wanted, writes, isFirstOfStep }) => [
      step,
      switchId,
      wanted,
      writes.length,
      isFirstOfStep,
    ]);
    expect(rows).toEqual([
      [1, 'retries', 1, 50, true],
      [2, 'weightB', 0, 50, true],
      [2, 'weightA', 72, 50, false],
    ]);
    expect(planRows({ ...after, sheet: null }).map(({ key }) => key)).toEqual(planRows(before).map(({ key }) => key));
  });

  test('instances that do not answer are named once, whatever how many switches of theirs there are', () => {
    const [group, ...others] = instanceGroups(before);
    expect(others).toEqual([]);
    expect([group?.cells.length, group?.silent]).toEqual([50, ['pay-router-18', 'pay-router-19', 'pay-router-35']]);
    expect(new Set(instanceGroups(after)[0]?.cells.map(({ cell }) => cell))).toEqual(new Set(['written', 'silent']));
  });
});

describe('the three lamps', () => {
  const lamps = (subject: PlanSubject): readonly (readonly string[])[] =>
    lampRows(subject).map(({ wanted, written, observed }) => [wanted.lamp, written.lamp, observed.lamp]);

  test('before the click: wanted, nothing written, and what traffic shows now', () => {
    expect(lamps(before)).toEqual(Array(3).fill(['target', 'empty', 'empty']));
  });

  test('a write is good once it was read back on all; three dead machines leave it half', () => {
    expect(lampRows(after)[0]?.written).toMatchObject({ lamp: 'half', count: 47, of: 50, failed: 3 });
    expect(lamps({ ...after, execution: all('written') })[0]).toEqual(['agrees', 'agrees', 'empty']);
    expect(lamps({ ...after, execution: all('sent') })[0]).toEqual(['agrees', 'waiting', 'empty']);
    expect(lamps({ ...after, execution: all('notApplied') })[0]).toEqual(['agrees', 'disagrees', 'empty']);
    expect(lamps({ ...after, execution: all('unknown') })[0]).toEqual(['agrees', 'unknown', 'empty']);
  });

  test('what was never sent when it ended is not wanted either', () => {
    const execution = { ...all('due'), phase: 'reverted' } as const;
    expect(lampRows({ ...after, execution })[0]?.wanted).toEqual({ lamp: 'empty', said: 'never' });
  });

  test('taken back, nothing is wanted any more; what could not be taken back disagrees', () => {
    expect(lamps({ ...after, execution: all('back') })[0]).toEqual(['empty', 'empty', 'empty']);
    expect(lamps({ ...after, execution: all('notBack') })[0]).toEqual(['empty', 'disagrees', 'empty']);
  });
});

describe('the way', () => {
  test('goes on with the sheet, and then with what became of it', () => {
    const phases = ['reading', 'read', 'armed', 'held', 'undo', 'sent', 'stale'] as const;
    expect(phases.map((phase) => stageOf(sheetIs({ phase })))).toEqual([
      'read',
      'read',
      'arm',
      'hold',
      'undo',
      'readBack',
      'read',
    ]);
    const ofExecution = (phase: Execution['phase']): string => stageOf({ ...after, execution: { ...sampleExecution, phase } });
    expect((['running', 'verifying', 'inForce', 'reverted'] as const).map(ofExecution)).toEqual([
      'readBack',
      'verify',
      'release',
      'release',
    ]);
  });
});

describe('the foot', () => {
  const kind = (change: Partial<PlanSheet>): string => footState(sheetIs(change), here).kind;

  test('asks for the reason first, then for a second person; a broken glass stands for both', () => {
    const needs = { reason: true, second: true };
    expect(kind({ needs })).toBe('needsReason');
    expect(kind({ needs, reason: '渠道 B 断连' })).toBe('needsSecond');
    expect(kind({ needs, reason: '渠道 B 断连', approval: { by: '林舟', at: 1, left } })).toBe('ready');
    expect(kind({ needs, breakGlass: { by: '陈屿', reason: 'nobody is there' } })).toBe('ready');
    expect(kind({})).toBe('ready');
  });

  test('what another window has armed cannot be held here', () => {
    const armed = { by: '陈屿', windowId: 'window-2', left };
    expect(kind({ phase: 'armed', armed })).toBe('armedElsewhere');
    expect(kind({ phase: 'armed', armed: { ...armed, windowId: here } })).toBe('armed');
  });

  test('once it was sent there is only what was executed', () => {
    expect(footState(after, here)).toMatchObject({ kind: 'execution' });
    expect(footState({ ...before, sheet: null }, here).kind).toBe('unknown');
  });
});
