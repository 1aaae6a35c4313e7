import { describe, expect, test } from 'vitest';
import type { RoomEvent, StageReading } from '../../../contract/state';
import { languages } from '../../../contract/choices';
import { incidentWorkspace, storyAlarm, storyIncident, storyIncidentWith } from '../../incidents/story';
import { phrase, phraseText } from '../../i18n/text';
import type { Sentence } from './said';
import { sentence, type SentenceInput } from './sentence';
import { stageViews } from './stageView';
import { calmStages, storyAt, storySource, storyStages, storyWorkspace } from './story';

function sentenceOf(stages: Readonly<Record<string, StageReading>>, changed: Partial<SentenceInput> = {}): Sentence {
  return sentence({
    stages: stageViews(storyWorkspace, stages, { roomAt: changed.roomAt ?? storyAt, rate: 1 }),
    headlineMetricId: 'paid',
    source: storySource,
    engine: { phase: 'running', restarts: 0 },
    graveAlerts: [],
    incidents: [],
    alarms: {},
    workspace: incidentWorkspace,
    roomAt: storyAt,
    timeZone: 'Asia/Shanghai',
    language: 'zh',
    ...changed,
  });
}
const zh = (said: Sentence): string => phraseText(said.main, 'zh');
const withPaid = (paid: Partial<StageReading>): Readonly<Record<string, StageReading>> => {
  const calm = calmStages['paid'];
  return calm === undefined ? {} : { ...calmStages, paid: { ...calm, ...paid } };
};

const graveAlert = (title: string): RoomEvent => ({
  id: `alert:am:${title}`,
  at: storyAt,
  kind: 'alarm',
  title: { zh: title, en: title },
  target: null,
  traffic: 'real',
  backendId: 'am',
  severity: 'critical',
  until: null,
  labels: {},
  alert: { state: 'active', silencedBy: [], inhibitedBy: [], acknowledged: null },
});

describe('the sentence of the overview', () => {
  test('all as usual is said with the number and its base', () => {
    const said = sentenceOf(calmStages);
    expect([said.health, zh(said), said.cost]).toEqual(['ok', '一切如常：支付 1,160/s，与近四周同日相当（−0.4%）', null]);
  });

  test('orders as usual are not all as usual while a grave alert fires; lost orders still come first', () => {
    const one = sentenceOf(calmStages, { graveAlerts: [graveAlert('支付成功率低于 98%')] });
    expect([one.health, zh(one)]).toEqual(['watch', '支付 1,160/s 如常，但严重报警未处理：支付成功率低于 98%']);
    const two = sentenceOf(calmStages, { graveAlerts: [graveAlert('x'.repeat(100)), graveAlert('older')] });
    expect(zh(two)).toBe(`支付 1,160/s 如常，但 2 条严重报警未处理，最新：${'x'.repeat(39)}…`);
    expect(sentenceOf(storyStages, { graveAlerts: [graveAlert('x')] }).health).toBe('broken');
  });

  test('the earliest broken stage is named, with what it costs per minute and so far', () => {
    const said = sentenceOf(storyStages);
    expect(said.health).toBe('broken');
    expect(zh(said)).toBe('支付故障：每 3 单少 1 单，低于近四周同日 34.1%');
    expect(said.cost && phraseText(said.cost.perMinute, 'zh')).toBe('−2.38 万单/分');
    expect(said.cost?.total && phraseText(said.cost.total, 'zh')).toBe('已少 5.74 万单 · 02:31');
  });

  test('it reads in English too', () => {
    const said = sentenceOf(storyStages, { language: 'en' });
    expect(phraseText(said.main, 'en')).toBe('paid broken: 1 in 3 orders missing, 34.1% below the last four same weekdays');
    expect(said.cost && phraseText(said.cost.perMinute, 'en')).toBe('−23.8k orders/min');
  });

  test.each([
    [1_080, 'watch', '留意：支付略低于近四周同日，少 7.3%'],
    [930, 'degraded', '支付受损：每 5 单少 1 单，低于近四周同日 20.2%'],
    [30, 'broken', '支付几乎停了：近四周同日此刻 1,165/s，现在 30/s'],
    [1_400, 'ok', '支付 1,400/s，高于近四周同日 20.2%'],
  ] as const)('paid at %s/s for a minute is %s', (value, health, text) => {
    const said = sentenceOf(withPaid({ value, missingSince: storyAt - 60_000 }));
    expect([said.health, zh(said)]).toEqual([health, text]);
  });

  test('an open incident leads with its headline, its grade and its own cost', () => {
    const said = sentenceOf(storyStages, { incidents: [storyIncident] });
    expect([said.health, zh(said), said.incident]).toEqual([
      'broken',
      '支付渠道 B：支付少了三分之一',
      { id: '1021-01', grade: 'P1' },
    ]);
    expect(said.cost?.total && phraseText(said.cost.total, 'zh')).toBe('已少 5.74 万单 · 02:31');
  });

  test('a mild incident does not hide a stage that is broken, and a grave one is not hidden by orders that look usual', () => {
    const mild = storyIncidentWith('1021-02', { grade: 'P3', cost: null });
    expect(zh(sentenceOf(storyStages, { incidents: [mild] }))).toContain('支付故障');
    expect(sentenceOf(calmStages, { incidents: [storyIncident] }).incident?.grade).toBe('P1');
    expect(zh(sentenceOf(calmStages, { incidents: [mild] }))).toBe(mild.headline.zh);
  });

  test('what recovers is said to recover, and what is only warned of says when and which limit', () => {
    const recovering = sentenceOf(calmStages, { incidents: [storyIncidentWith('1021-01', { phase: 'recovering' })] });
    expect([recovering.health, zh(recovering)]).toEqual(['watch', '恢复中：支付渠道 B：支付少了三分之一']);
    const crossesAt = Date.parse('2026-10-21T12:41:00+08:00');
    const warning = storyAlarm({ forecast: { limit: 900, crossesAt } });
    const warned = storyIncidentWith('1021-03', { forecastAt: crossesAt, alarmIds: [warning.id], grade: 'P3', cost: null });
    expect(zh(sentenceOf(calmStages, { incidents: [warned], alarms: { [warning.id]: warning } }))).toBe(
      '预计 12:41 支付跌破 900/s',
    );
    expect(zh(sentenceOf(calmStages, { incidents: [warned] }))).toContain('预计 12:41 越线');
  });

  test('one slightly low bucket is no trouble yet', () => {
    expect(sentenceOf(withPaid({ value: 1_080, missingSince: null })).health).toBe('ok');
  });

  test('without the last four weeks there is no verdict', () => {
    const said = sentenceOf(withPaid({ expected: null }));
    expect([said.health, zh(said)]).toEqual(['unknown', '支付 1,160/s；近四周同日的数据还没读到，先不下结论']);
  });

  test('when the data stopped, its time is said and no stage is judged', () => {
    const said = sentenceOf(storyStages, {
      roomAt: storyAt + 60_000,
      source: { ...storySource, phase: 'failing', failure: 'refused', reason: 'http://127.0.0.1 refuses connections' },
    });
    expect([said.health, zh(said), said.cost]).toEqual(['unknown', 'Demo City 12:04:29 后无数据，画面停在最后一帧', null]);
    expect(said.reason).toEqual(phrase('failure.refused'));
  });

  test('before the first answer it says what is being read, and why when that fails', () => {
    expect(zh(sentenceOf({}))).toBe('正在读取 Demo City');
    const refused = sentenceOf({}, { source: { ...storySource, phase: 'failing', failure: 'network', reason: 'no route' } });
    expect([zh(refused), refused.reason]).toEqual(['连不上 Demo City，还没有数据可看', phrase('failure.network')]);
    expect(zh(sentenceOf({}, { stages: [], source: null }))).toBe('正在打开作战空间');
  });

  test('a restarting engine comes before everything else', () => {
    const said = sentenceOf(storyStages, { engine: { phase: 'restarting', restarts: 2 } });
    expect(zh(said)).toBe('引擎正在重启，画面停在最后一帧');
    expect(said.reason !== null && phraseText(said.reason, 'zh')).toContain('2');
  });

  test('every sentence exists in both languages', () => {
    for (const wanted of languages) expect(phraseText(sentenceOf(storyStages).main, wanted)).not.toMatch(/{{|sentence\./);
  });
});
