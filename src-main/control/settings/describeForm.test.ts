import { expect, test } from 'vitest';
import { backendSchema } from '../../../contract/backendSettings';
import { fieldNames, type FormField } from '../../../contract/settingsForm';
import { describeForm, describeForms } from './describeForm';

const kinds = backendSchema.options.map((option) => option.shape.kind.value);

function flat(fields: readonly FormField[]): FormField[] {
  return fields.flatMap((field) => {
    if (field.kind === 'group') return [field, ...flat(field.fields)];
    return field.kind === 'choice' ? [field, ...field.choices.flatMap((choice) => flat(choice.fields))] : [field];
  });
}

test('every kind of backend has a form, and every field of every form has a name that windows have words for', () => {
  expect(Object.keys(describeForms()).sort()).toEqual([...kinds].sort());
  const drawn = new Set(kinds.flatMap((kind) => flat(describeForm(kind)).map(({ name }) => name)));
  expect([...drawn].sort()).toEqual([...fieldNames].sort());
});

test('a field says what kind of value it takes, whether it must be set, and what holds when it is not', () => {
  const form = describeForm('prometheus');
  expect(form.map(({ path, kind, required }) => [path.join('.'), kind, required])).toEqual([
    ['url', 'url', true],
    ['poll', 'duration', false],
    ['settle', 'duration', false],
    ['access', 'group', false],
  ]);
  expect(form[1]).toMatchObject({ default: '5s' });
  expect(describeForm('alertmanager')).toContainEqual({
    name: 'severityLabel',
    path: ['severityLabel'],
    kind: 'text',
    required: false,
    default: 'severity',
    words: [],
  });
  expect(describeForm('demoCity')[0]).toMatchObject({ kind: 'url', words: ['embedded'], required: true });
});

test('access is a group: a choice of how to sign in, files, headers and a proxy', () => {
  const access = flat(describeForm('pushFeed')).filter(({ path }) => path[0] === 'access');
  expect(Object.fromEntries(access.map(({ name, kind }) => [name, kind]))).toEqual({
    access: 'group',
    'access.auth': 'choice',
    'access.auth.user': 'text',
    'access.clientCertificate': 'group',
    'access.clientCertificate.certificate': 'path',
    'access.clientCertificate.key': 'path',
    'access.clientCertificate.sealed': 'boolean',
    'access.authority': 'path',
    'access.headers': 'record',
    'access.secretHeaders': 'list',
    'access.proxy': 'group',
    'access.proxy.url': 'url',
    'access.proxy.user': 'text',
  });
  expect(access.find(({ name }) => name === 'access.auth')).toMatchObject({
    by: 'kind',
    choices: [{ value: 'bearer', fields: [] }, { value: 'basic' }],
  });
  expect(access.find(({ name }) => name === 'access.secretHeaders')).toMatchObject({ countMax: 8 });
});
