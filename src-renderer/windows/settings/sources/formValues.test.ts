import { expect, test } from 'vitest';
import type { FormField, RawSettings } from '../../../../contract/settingsForm';
import { fieldOfKey, idsOf, settingsOf, valuesOf } from './formValues';

const text = (
  name: 'url' | 'poll' | 'access.auth.user' | 'access.proxy.url' | 'access.proxy.user',
  required = false,
): FormField => ({
  name,
  path: name.split('.'),
  kind: name === 'poll' ? 'duration' : 'text',
  required,
  default: null,
  words: [],
});
const form: readonly FormField[] = [
  text('url', true),
  text('poll'),
  {
    name: 'access',
    path: ['access'],
    required: false,
    kind: 'group',
    fields: [
      {
        name: 'access.auth',
        path: ['access', 'auth'],
        required: false,
        kind: 'choice',
        by: 'kind',
        choices: [
          { value: 'bearer', fields: [] },
          { value: 'basic', fields: [text('access.auth.user', true)] },
        ],
      },
      { name: 'access.headers', path: ['access', 'headers'], required: false, kind: 'record' },
      { name: 'access.secretHeaders', path: ['access', 'secretHeaders'], required: false, kind: 'list', countMax: 8 },
      {
        name: 'access.clientCertificate.sealed',
        path: ['access', 'clientCertificate', 'sealed'],
        required: false,
        kind: 'boolean',
        default: false,
      },
      {
        name: 'access.proxy',
        path: ['access', 'proxy'],
        required: false,
        kind: 'group',
        fields: [text('access.proxy.url', true), text('access.proxy.user')],
      },
    ],
  },
];
const flatForm = form;

const full: RawSettings = {
  kind: 'prometheus',
  url: 'http://prom:9090',
  poll: '5s',
  access: {
    auth: { kind: 'basic', user: 'ann' },
    headers: { 'X-Scope.OrgID': 'shop' },
    secretHeaders: ['X-Key'],
    proxy: { url: 'http://proxy:3128' },
  },
};

test('what the file says comes back as it was, through the fields', () => {
  expect(settingsOf('prometheus', flatForm, valuesOf(flatForm, full), full)).toEqual(full);
  const bare: RawSettings = { kind: 'prometheus', url: 'http://prom:9090' };
  expect(settingsOf('prometheus', flatForm, valuesOf(flatForm, bare), bare)).toEqual(bare);
});

test('an emptied field leaves the file, and a group whose fields are all empty leaves with them', () => {
  const values = { ...valuesOf(flatForm, full), poll: ' ', 'access/auth': '', 'access/headers': [], 'access/secretHeaders': [] };
  expect(settingsOf('prometheus', flatForm, { ...values, 'access/proxy/url': '' }, full)).toEqual({
    kind: 'prometheus',
    url: 'http://prom:9090',
  });
});

test('another way to sign in takes the fields of the former one along', () => {
  const values = { ...valuesOf(flatForm, full), 'access/auth': 'bearer' };
  expect(settingsOf('prometheus', flatForm, values, full)).toMatchObject({ access: { auth: { kind: 'bearer' } } });
  expect(settingsOf('prometheus', flatForm, values, full)).not.toHaveProperty('access.auth.user');
});

test('lines of a record without a name are not settings yet', () => {
  const values = {
    ...valuesOf(flatForm, full),
    'access/headers': [
      { name: '', value: 'x' },
      { name: ' X-A ', value: '' },
    ],
  };
  expect(settingsOf('prometheus', flatForm, values, full)).toMatchObject({ access: { headers: { 'X-A': '' } } });
});

test('a refusal finds its field by key, or the field that it lies in', () => {
  const ids = idsOf(flatForm);
  expect(fieldOfKey('url', ids)).toBe('url');
  expect(fieldOfKey('access.auth.user', ids)).toBe('access/auth/user');
  expect(fieldOfKey('access.auth.kind', ids)).toBe('access/auth');
  expect(fieldOfKey('access.headers.X-A', ids)).toBe('access/headers');
  expect(fieldOfKey('funnel', ids)).toBeNull();
});
