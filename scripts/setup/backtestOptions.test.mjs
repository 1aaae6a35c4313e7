import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { askSecrets } from './askSecrets.mjs';
import { parseBacktestOptions } from './parseBacktestOptions.mjs';

describe('the options of a backtest', () => {
  it('compares all detectors at the console’s own sensitivity when nothing is said', () => {
    expect(parseBacktestOptions([])).toMatchObject({
      workspace: null,
      from: null,
      metricIds: [],
      slices: true,
      detectors: ['level', 'classicRule', 'threeSigma'],
      sensitivities: [1],
    });
  });

  it('reads lists, and paths from where the command was typed', () => {
    const words = ['--metrics', 'a, b', '--totals', '--sensitivity=1,1.5', '--out', 'report.csv', '--workspace', '../w.yaml'];
    expect(parseBacktestOptions(words, '/home/ops')).toMatchObject({
      metricIds: ['a', 'b'],
      slices: false,
      sensitivities: [1, 1.5],
      out: '/home/ops/report.csv',
      workspace: '/home/w.yaml',
    });
  });

  it.each([
    [['--sensitivity', '9'], '--sensitivity is a number from 0.25 to 4, not "9".'],
    [['--out', 'report.txt'], '--out writes .csv or .jsonl, not report.txt.'],
    [['--out', 'a.csv', '--marks', './a.csv'], '--out would write over the marks: give it another name.'],
    [['--form', '2026-11-20'], '--workspace FILE'],
  ])('%j is refused with what to do', (words, sentence) => {
    expect(() => parseBacktestOptions(words)).toThrow(sentence);
  });
});

describe('secrets of backends', () => {
  const slots = [
    { id: 's1', backendId: 'prom', what: 'password', of: 'ops', origin: 'https://prom.example' },
    { id: 's2', backendId: 'prom', what: 'header', of: 'X-Key', origin: 'https://prom.example' },
  ];
  const input = (text) => new PassThrough().end(text);

  it('come from standard input, one line each in order', async () => {
    expect(await askSecrets(slots, input('pass word\nkey\n'))).toEqual({ s1: 'pass word', s2: 'key' });
    expect(await askSecrets([], input(''))).toEqual({});
  });

  it('that are missing are named with what to do', async () => {
    await expect(askSecrets(slots, input('pass word\n'))).rejects.toThrow(
      'prom (https://prom.example): value of the header X-Key is needed: enter it at the terminal, or send it to standard input, one line each:',
    );
  });
});
