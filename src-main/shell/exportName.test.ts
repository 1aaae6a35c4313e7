import { expect, test } from 'vitest';
import { exportName } from './exportName';

test.each([
  ['支付订单 2026-10-21 12:04', '支付订单 2026-10-21 12 04.csv'],
  ['../../etc/passwd', 'etc passwd.csv'],
  ['-rf ~', 'rf ~.csv'],
  ['a\u202Etxt.exe\u0000', 'a txt.exe.csv'],
  ['...', 'highnoon.csv'],
  ['x'.repeat(500), `${'x'.repeat(120)}.csv`],
])('%s is offered as %s', (wanted, name) => {
  expect(exportName(wanted, 'csv')).toBe(name);
});
