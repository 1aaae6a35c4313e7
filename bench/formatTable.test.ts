import { expect, test } from 'vitest';
import { formatGoals, formatTable } from './formatTable';

test('the table aligns words to the left and numbers to the right, and says what is missing', () => {
  const rows = [
    { what: 'ours', 'median ms': 8.5, ratio: 1 },
    { what: 'the naive way', 'median ms': 832, ratio: null },
  ];
  expect(formatTable(rows)).toBe(
    [
      'what           median ms  ratio',
      '─────────────  ─────────  ─────',
      'ours                 8.5      1',
      'the naive way        832      –',
      '',
    ].join('\n'),
  );
});

test('a missed goal is told louder than one that holds', () => {
  const goal = { name: 'ratio', unit: '×', goal: '≤ 1.8' };
  expect(formatGoals([{ ...goal, value: 1.7, holds: true }])).toBe('holds   ratio: 1.7 × (goal ≤ 1.8)\n');
  expect(formatGoals([{ ...goal, value: 2, holds: false }])).toBe('MISSED  ratio: 2 × (goal ≤ 1.8)\n');
});
