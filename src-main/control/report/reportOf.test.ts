import { expect, test } from 'vitest';
import { languages, type Language } from '../../../contract/choices';
import { reportSectionIds, type ReportSectionId } from '../../../contract/report';
import { minute, noon, second } from '../incidents/testing/alarms';
import type { ReportFacts } from './reportFacts';
import { reportOf } from './reportOf';
import { diagnosis, paymentStory, withPictures } from './testing/paymentStory';

const sectionOf = (facts: ReportFacts, id: ReportSectionId, language: Language = 'en'): string =>
  reportOf(facts, language).sections.find((section) => section.id === id)?.made ?? '';

test('somebody who was not there reads in the summary what it was, what it cost, why, how fast, and who', () => {
  const summary = sectionOf(paymentStory(), 'summary');
  expect(summary).toContain('From 2026-11-26 12:02:00: **Orders down 34 % at “paid”, all in payment channel B**');
  expect(summary).toContain('It lasted 12:00 and was over at 12:14:00');
  expect(summary).toContain('**7,240 orders** were lost in all (paid)');
  expect(summary).toContain('24.6k orders were lost a minute, 34.2% of what was expected');
  expect(summary).toContain('**Most likely Channel B** (third party), confidence 0.92');
  expect(summary).toContain('Detected 00:20 (met), located 00:40 (met), recovered 12:00 (**missed by 02:00**)');
  expect(summary).toContain('陈屿 took it on at 12:03:10');
  expect(summary).toContain('陈屿 marked it resolved: “切到渠道 A、C”');
});

test('every section is there in both languages, and no language shows through the other', () => {
  for (const language of languages) {
    const { sections, title } = reportOf(paymentStory({ pins: [pin] }), language);
    expect(sections.map(({ id }) => id)).toEqual(reportSectionIds);
    expect(title).toContain('1126-01');
    for (const { id, made } of sections) if (id !== 'own') expect(made, id).not.toBe('');
  }
  const zh = reportOf(paymentStory(), 'zh');
  expect(zh.sections[0]?.made).toContain('共少了 **7,240 单**（支付）');
  const peopleWrote = /陈屿|切到渠道 A、C|证书问题|钉钉群|林澈|中文/g;
  const en = reportOf(paymentStory(), 'en').sections.map(({ made }) => made.replaceAll(peopleWrote, ''));
  expect(en.join('\n')).not.toMatch(/\p{Script=Han}|[，。：；（）]/u);
});

test('the cause comes with its evidence in words and as a picture, the change before it, and what is left unexplained', () => {
  const cause = sectionOf(paymentStory(), 'cause');
  expect(cause).toContain('latency of pay-router → Channel B itself');
  expect(cause).toContain('120 ms usually, 3.01 s then, since 12:02:00');
  expect(cause).toContain('(picture:evidence-1-1)');
  expect(cause).toContain('Channel B certificate reloaded, 12:01:40, fit 0.88');
  expect(cause).toContain('3.0% (12 orders a minute) is left unexplained');
  expect(sectionOf(paymentStory(), 'ruledOut')).toContain('| only waits for pay-gateway | latency | 200 ms | 3.20 s |');
});

test('dimension rows add up to the change, the unexplained part is one of them', () => {
  const table = sectionOf(paymentStory(), 'dimensions');
  expect(table).toContain('| payment channel B | −400 | 97.6% | 0.97 |');
  expect(table).toContain('| not explained | −10 | 2.4% |  |');
});

test('what to do next follows from what is known: a late recovery, a change, a third party, an open question, a channel not told', () => {
  const next = sectionOf(paymentStory(), 'next');
  for (const said of [
    'Recovered 02:00 late',
    'Channel B certificate reloaded',
    'lies outside (Channel B)',
    '1103-02',
    'Do customers complain?',
    '钉钉群',
  ])
    expect(next).toContain(said);
  expect(next).not.toContain('Detected');
  expect(next).not.toContain('not over');
});

test('an incident without a diagnosis says that there is none, and that its cause was never located', () => {
  const { pictures: _, ...facts } = paymentStory();
  const silent = withPictures({ ...facts, diagnosis: null, checks: [], similar: [] });
  expect(sectionOf(silent, 'cause')).toBe('There is no diagnosis: the engine has said nothing of its cause.');
  expect(sectionOf(silent, 'response')).toContain('never located');
  expect(sectionOf(silent, 'next')).toContain('No cause was located');
  expect(sectionOf(silent, 'checks')).toBe('No runbook was run.');
  expect(Object.keys(reportOf(silent, 'zh').pictures)).toEqual(['business']);
});

test('one that is still open says so, counts on, and tells how much time is left', () => {
  const open = paymentStory({
    phase: 'open',
    resolvedAt: null,
    cost: { metricId: 'orders.pay', since: noon, perMinute: 410, soFar: 2_000, share: 0.34 },
  });
  const early = { ...open, at: noon + 4 * minute };
  expect(sectionOf(early, 'summary')).toContain('It has lasted 04:00 and is not over');
  expect(sectionOf(early, 'response')).toContain('not yet, 06:00 left');
  expect(sectionOf({ ...open, at: noon + 15 * minute }, 'response')).toContain('**not yet, 05:00 over**');
  expect(sectionOf(early, 'impact')).toContain('410 orders lost, 34.0% of what is expected');
  expect(sectionOf(early, 'next')).toContain('The incident is not over');
});

test('a false alarm says who called it one and measures no times', () => {
  const verdict = { false: true, by: '陈屿', at: noon + 2 * minute, note: '是压测' };
  const facts = paymentStory({ verdict });
  expect(sectionOf(facts, 'summary')).toContain('**A false alarm**, says 陈屿 (12:04:00): “是压测”');
  expect(sectionOf(facts, 'response')).toBe('A false alarm: no times are measured.');
  expect(sectionOf(facts, 'next').split('\n')).toHaveLength(1);
});

test('demand that changed is no fault: nobody is blamed and no runbook is missed', () => {
  const facts = paymentStory();
  const demand = { ...facts, diagnosis: { ...diagnosis, verdict: 'demand' as const, demand: 2.4, suspects: [] }, checks: [] };
  expect(sectionOf(demand, 'cause')).toContain('requests are 2.4× the usual');
  expect(sectionOf(demand, 'next')).not.toContain('runbook');
});

test('curves that could not be read are left out of the text and named among what is to be done', () => {
  const facts = paymentStory();
  const blind = { ...facts, pictures: facts.pictures.map((picture) => ({ ...picture, frame: null })) };
  expect(sectionOf(blind, 'impact')).not.toContain('picture:');
  expect(sectionOf(blind, 'summary')).not.toContain('At worst');
  expect(sectionOf(blind, 'next')).toContain('could not read these curves: paid');
});

test('what people and backends named cannot become markup: pipes, stars and tags show as themselves', () => {
  const evil = '<script>alert(1)</script> **a** | b `c` [x](javascript:1)';
  const facts = paymentStory({
    headline: { zh: evil, en: evil },
    steps: [{ at: noon + second, kind: 'resolved', by: evil, note: evil }],
  });
  const { sections } = reportOf(facts, 'en');
  const all = sections.map(({ made }) => made).join('\n');
  expect(all).toContain('\\<script\\>');
  expect(all).not.toContain('<script>');
  expect(
    sectionOf(facts, 'timeline')
      .split('\n')
      .every((line) => line.startsWith('| ')),
  ).toBe(true);
});

const pin = {
  id: 'p',
  target: 'pay-router',
  name: { zh: 'pay-router', en: 'pay-router' },
  at: noon + minute,
  score: 31,
  lost: [{ rule: 'failures' as const, points: 58, now: 0.9, usual: 0.01, detail: null, passedOnFrom: null, said: null }],
  by: '陈屿',
  pinnedAt: noon + 2 * minute,
};
