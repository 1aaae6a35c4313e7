import { expect, test } from 'vitest';
import { allowedExternalUrl } from './externalLinks';

test('pages of the allow-list are opened', () => {
  expect(allowedExternalUrl('https://prometheus.io/docs/')).toBe('https://prometheus.io/docs/');
});

test.each([
  'http://prometheus.io/',
  'https://prometheus.io.evil.example/',
  'https://evil.example/?prometheus.io',
  'https://prometheus.io@evil.example/',
  'https://user:secret@prometheus.io/',
  'https://prometheus.io:8443/',
  'https://xn--prometheus-.io/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,x',
  'ms-settings:',
  'smb://prometheus.io/share',
  '//prometheus.io/',
  '',
])('refuses %s', (url) => {
  expect(allowedExternalUrl(url)).toBeNull();
});
