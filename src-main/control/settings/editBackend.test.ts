import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RawSettings } from '../../../contract/settingsForm';
import { readWorkspace } from '../workspaceFile/workspaceFile';
import { editBackend, readRawBackend, removeBackend } from './editBackend';

const demo = readFileSync(resolve(import.meta.dirname, '../../../assets/workspaces/demo-city.yaml'), 'utf8');

const shop = `version: 1   # the format
name: { zh: 小店, en: "Small shop" }
timeZone:   Asia/Shanghai

# Where we read from.
backends:
    # The shop's own.
    prom:
        # Asked by everybody.
        kind: prometheus
        url: 'http://prom:9090'     # behind the wall
        poll:   5s
        access:
            headers: { X-Scope-OrgID: shop }   # our tenant
    # Alerts come from here.

    alerts: { kind: alertmanager, url: "http://am:9093" }  # one line
source: prom          # all of them
metrics:
  pay: { name: { zh: 支付, en: paid }, query: { prometheus: 'sum(rate(orders{stage="pay"$slice}[$window]))' } }
funnel: [ { metric: pay } ]
`;

const prom = (change: RawSettings): RawSettings => ({
  kind: 'prometheus',
  url: 'http://prom:9090',
  poll: '5s',
  access: { headers: { 'X-Scope-OrgID': 'shop' } },
  ...change,
});

function edited(text: string, id: string, settings: RawSettings): string {
  const result = editBackend(text, id, settings);
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value;
}
const commentsOf = (text: string): string[] => text.match(/#.*$/gm) ?? [];
const changedLines = (before: string, after: string): string[] => {
  const lines = new Set(before.split('\n'));
  return after.split('\n').filter((line) => !lines.has(line));
};

describe('one backend is written into the file', () => {
  test('one changed value changes one line, and every comment stays', () => {
    const after = edited(shop, 'prom', prom({ url: 'https://prom.example:9090' }));
    expect(commentsOf(after)).toEqual(commentsOf(shop));
    expect(after.split('\n')).toHaveLength(shop.split('\n').length);
    expect(after).toContain("url: 'https://prom.example:9090' # behind the wall");
    expect(after.slice(0, after.indexOf('    prom:'))).toBe(shop.slice(0, shop.indexOf('    prom:')));
    expect(after.slice(after.indexOf('    # Alerts'))).toBe(shop.slice(shop.indexOf('    # Alerts')));
  });

  test('nothing changed means that nothing but spaces of this one backend may change', () => {
    const after = edited(shop, 'prom', prom({}));
    const squeeze = (text: string): string => text.replaceAll(/ +/g, ' ');
    expect(squeeze(after)).toBe(squeeze(shop));
    expect(edited(after, 'prom', prom({}))).toBe(after);
  });

  test('a key comes and a key goes', () => {
    const after = edited(shop, 'prom', { kind: 'prometheus', url: 'http://prom:9090', poll: '5s', settle: '4s' });
    expect(readRawBackend(after, 'prom')).toEqual({ kind: 'prometheus', url: 'http://prom:9090', poll: '5s', settle: '4s' });
    expect(after).toContain('        settle: 4s\n    # Alerts come from here.');
    expect(readWorkspace(after, 'shop.yaml')).toMatchObject({ ok: true });
  });

  test('a backend on one line stays on one line, and keeps the comment beside it', () => {
    const after = edited(shop, 'alerts', { kind: 'alertmanager', url: 'http://am2:9093', poll: '9s' });
    expect(changedLines(shop, after)).toEqual([
      '    alerts: { kind: alertmanager, url: "http://am2:9093", poll: 9s } # one line',
    ]);
  });

  test('the built-in workspace: only the lines of that backend change', () => {
    const after = edited(demo, 'prometheus', { kind: 'prometheus', url: 'https://prom.example', poll: '10s', settle: '2s' });
    expect(changedLines(demo, after)).toEqual(['    url: https://prom.example', '    poll: 10s']);
    expect(after.split('\n')).toHaveLength(demo.split('\n').length);
  });

  test('a new backend is written below the others, indented as they are', () => {
    const after = edited(shop, 'vm', { kind: 'victoriaMetrics', url: 'http://vm:8428', access: { auth: { kind: 'bearer' } } });
    expect(after).toContain(
      '# one line\n    vm:\n      kind: victoriaMetrics\n      url: http://vm:8428\n      access:\n        auth:\n          kind: bearer\nsource: prom          # all',
    );
    expect(commentsOf(after)).toEqual(commentsOf(shop));
    expect(readWorkspace(after, 'shop.yaml')).toMatchObject({ ok: true });
  });

  test('Windows line ends stay Windows line ends', () => {
    const after = edited(shop.replaceAll('\n', '\r\n'), 'prom', prom({ settle: '3s' }));
    expect(after.match(/(?<!\r)\n/)).toBeNull();
    expect(readRawBackend(after, 'prom')).toMatchObject({ settle: '3s' });
  });

  test('a file that ends without a line end, with its backends last', () => {
    const { head, tail } = { head: shop.slice(0, shop.indexOf('# Where')), tail: shop.slice(shop.indexOf('source:')) };
    const last = `${head}${tail}backends:\n  prom: { kind: prometheus, url: http://a }`;
    const after = edited(last, 'two', { kind: 'prometheus', url: 'http://b' });
    expect(after.endsWith('prom: { kind: prometheus, url: http://a }\n  two:\n    kind: prometheus\n    url: http://b\n')).toBe(
      true,
    );
  });

  test('backends in flow style are written again as a whole, and mean the same', () => {
    const flow = `a: 1 # x\nbackends: { one: { kind: prometheus, url: http://a }, two: { kind: prometheus, url: http://b } }\n`;
    const after = edited(flow, 'one', { kind: 'prometheus', url: 'http://c' });
    expect(readRawBackend(after, 'one')).toEqual({ kind: 'prometheus', url: 'http://c' });
    expect(readRawBackend(after, 'two')).toEqual({ kind: 'prometheus', url: 'http://b' });
    expect(commentsOf(after)).toEqual(['# x']);
  });

  test('what an anchor shares is not changed behind the back of the other', () => {
    const shared = `backends:\n  one: &base\n    kind: prometheus\n    url: http://a\n  two: *base\n  three:\n    <<: *base\n    poll: 2s\n`;
    expect(editBackend(shared, 'one', { kind: 'prometheus', url: 'http://c' })).toMatchObject({
      ok: false,
      refusal: { code: 'workspace-invalid', message: expect.stringContaining('anchors') as string },
    });
    const free = edited(shared, 'two', { kind: 'prometheus', url: 'http://c' });
    expect(readRawBackend(free, 'one')).toEqual({ kind: 'prometheus', url: 'http://a' });
    const merged = edited(shared, 'three', { kind: 'prometheus', url: 'http://c', poll: '2s' });
    expect(readRawBackend(merged, 'three')).toEqual({ kind: 'prometheus', url: 'http://c', poll: '2s' });
  });
});

test('an anchor from elsewhere in the file stays in use', () => {
  const tenant = `tenant: &tenant { X-Scope-OrgID: shop } # ours\n${shop.replace('{ X-Scope-OrgID: shop } ', '*tenant ')}`;
  const after = edited(tenant, 'prom', prom({ poll: '9s' }));
  expect(after).toContain('headers: *tenant # our tenant');
  expect(commentsOf(after)).toEqual(commentsOf(tenant));
  expect(readRawBackend(after, 'prom')).toEqual(prom({ poll: '9s' }));
});

describe('one backend is taken out of the file', () => {
  test('with the comment directly above it, and nothing else', () => {
    const result = removeBackend(shop, 'prom');
    if (!result.ok) throw new Error(result.refusal.message);
    expect(result.value).toContain('# Where we read from.\nbackends:\n    # Alerts come from here.\n\n    alerts:');
    expect(result.value.slice(result.value.indexOf('source:'))).toBe(shop.slice(shop.indexOf('source:')));
  });

  test('a backend that is not there cannot go', () => {
    expect(removeBackend(shop, 'none')).toMatchObject({ ok: false, refusal: { code: 'not-found' } });
  });
});
