import { expect, test } from 'vitest';
import { emptyState, type SharedState } from '../../../contract/state';
import { languages } from '../../../contract/choices';
import { textOf } from '../../i18n/text';
import { dropGroups } from './dropHeld';
import { dropTargetKinds } from './dropTargets';

const display = { label: '', width: 1_920, height: 1_080, primary: false };
const desk: SharedState = { ...emptyState, displays: { '11': { ...display, primary: true }, '12': display } };

test('every kind is there, says something in both languages, and no two keys are the same', () => {
  for (const language of languages) {
    const groups = dropGroups(desk, textOf(language), language);
    expect(groups.map(({ kind }) => kind)).toEqual(Object.keys(dropTargetKinds));
    const targets = groups.flatMap((group) => group.targets);
    expect(new Set(targets.map(({ key }) => key)).size).toBe(targets.length);
    expect(targets.every(({ title }) => title !== '')).toBe(true);
  }
});

test('displays have the digits; what cannot take anything says why', () => {
  const targets = dropGroups(desk, textOf('en'), 'en').flatMap((group) => group.targets);
  expect(targets.map(({ key, refuses }) => [key, refuses])).toEqual([
    ['1', null],
    ['2', null],
    ['e', 'no open incident'],
    ['p', 'The workspace has no plans'],
  ]);
});
