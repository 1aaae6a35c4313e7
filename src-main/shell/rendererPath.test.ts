import { expect, test } from 'vitest';
import { rendererTarget } from './rendererPath';

const folder = '/app/out/renderer';
const target = (path: string, method = 'GET') => rendererTarget(method, `app://console${path}`, folder);

test("a kind's page and the assets beside it are served with their types", () => {
  expect(target('/overview/index.html')).toEqual({
    ok: true,
    file: '/app/out/renderer/windows/overview/index.html',
    contentType: 'text/html; charset=utf-8',
  });
  expect(target('/assets/overview-abc.js')).toMatchObject({ ok: true, file: '/app/out/renderer/assets/overview-abc.js' });
  expect(target('/assets/inter.woff2')).toMatchObject({ contentType: 'font/woff2' });
});

test.each([
  '/..%2fmain%2fmain.js',
  '/assets/..%2f..%2fmain/main.js',
  '/assets/%2e%2e%2f%2e%2e%2fmain.js',
  '/assets/..%5c..%5cmain.js',
  '/assets/a%00.js',
  '/%E0%A4%A',
])('refuses to leave its folder: %s', (path) => {
  expect(target(path)).toEqual({ ok: false, status: 403 });
});

test('dots that the address itself folds away stay inside the folder', () => {
  expect(target('/assets/../../../main/main.js')).toEqual({
    ok: true,
    file: '/app/out/renderer/main/main.js',
    contentType: 'text/javascript; charset=utf-8',
  });
});

test.each(['POST', 'PUT', 'DELETE', 'HEAD'])('answers GET only, not %s', (method) => {
  expect(target('/overview/index.html', method)).toEqual({ ok: false, status: 405 });
});

test('serves no other host, and no kind of file that a window has no use for', () => {
  expect(rendererTarget('GET', 'app://other/overview/index.html', folder)).toEqual({ ok: false, status: 403 });
  expect(target('/assets/overview.js.map')).toEqual({ ok: false, status: 404 });
  expect(target('/')).toEqual({ ok: false, status: 403 });
});
