import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PanelQuery } from '../../../contract/frames';
import type { Language } from '../../../contract/choices';
import { reportKeyOf, type Report, type ReportSection, type ReportSectionId } from '../../../contract/report';
import { accept, refuse, type Result } from '../../../contract/result';
import { demoWorkspace } from '../incidents/testing/demoWorkspace';
import { minute } from '../incidents/testing/alarms';
import { createSharedStore, type Store } from '../store';
import { createReportDesk, type ReportDesk } from './reportDesk';
import { reportHtml } from './reportHtml';
import { openReportJournal } from './reportJournal';
import { reportMarkdown } from './reportMarkdown';
import { paymentStory } from './testing/paymentStory';

/** As from a file: the built-in city would begin anew. */
const workspace = demoWorkspace((text) => text.replace('url: embedded', 'url: http://127.0.0.1:1'));
const incidentId = '1126-01';
const story = paymentStory();
let folder = '';
let store: Store;
let desk: ReportDesk;
let roomAt = 0;
let warned: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'highnoon-reports-'));
  roomAt = story.at;
  warned = [];
  desk = start();
});
afterEach(() => {
  desk.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A console with the story in its state; the engine answers what the story's pictures show. */
function start(readCurves = curves): ReportDesk {
  store = createSharedStore((run) => run());
  store.put('incidents', incidentId, story.incident);
  for (const alarm of story.alarms) store.put('alarms', alarm.id, alarm);
  if (story.diagnosis !== null) store.put('diagnoses', incidentId, story.diagnosis);
  for (const event of story.events) store.put('events', event.id, event);
  const made = createReportDesk({
    store,
    roomNow: () => roomAt,
    readCurves,
    openJournal: (opened) => openReportJournal(folder, opened.path, opened.workspace),
    log: (_level, text) => warned.push(text),
  });
  made.begin({ revision: 1, path: '/shop.yaml', workspace });
  return made;
}

async function curves(panels: readonly PanelQuery[]) {
  return accept(panels.flatMap(({ panelId }) => story.pictures.find(({ id }) => id === panelId)?.frame ?? []));
}

function reportIn(language: Language = 'en'): Report {
  const report = store.read().reports[reportKeyOf(incidentId, language)];
  if (report === undefined) throw new Error('the report must have been made');
  return report;
}

function sectionIn(id: ReportSectionId, language: Language = 'en'): ReportSection {
  const section = reportIn(language).sections.find((each) => each.id === id);
  if (section === undefined) throw new Error(`a report has a section ${id}`);
  return section;
}

function pageIn(): readonly { readonly html: string }[] {
  const page = desk.page({ incidentId, language: 'en' });
  return page.ok ? page.value.sections : [];
}

const write = (section: ReportSectionId, text: string | null, replaces: number | null, by = '陈屿'): Result<void> =>
  desk.edit({ incidentId, language: 'en', section, text, replaces }, by);

test('one click makes the report in both languages, with pictures from real samples', async () => {
  expect((await desk.make(incidentId, '陈屿')).ok).toBe(true);
  expect(reportIn('zh').title).toContain('支付少了 34%');
  const printed = desk.printed({ incidentId, language: 'zh' });
  if (!printed.ok) throw new Error(printed.refusal.message);
  expect(Object.keys(printed.value.pictures)).toEqual(['business', 'evidence-1-1']);
  expect(printed.value.pictures['business']).toMatch(/^<svg [^>]*>.*实际.*预期.*<\/svg>$/s);
});

test('what a person wrote stays when it is made anew, says that newer facts exist, and is taken back by the same person', async () => {
  await desk.make(incidentId, null);
  const before = sectionIn('summary').made;
  expect(write('summary', 'A certificate of channel B had expired.', null)).toEqual(accept(undefined));
  expect(sectionIn('summary').edit).toEqual({
    text: 'A certificate of channel B had expired.',
    by: '陈屿',
    at: roomAt,
    newer: false,
  });
  expect(sectionIn('summary', 'zh').edit).toBeNull();

  roomAt += minute;
  await desk.make(incidentId, null);
  expect(sectionIn('summary').edit?.newer).toBe(false);

  store.put('incidents', incidentId, { ...story.incident, headline: { zh: '支付少了 40%', en: 'Orders down 40 % at “paid”' } });
  roomAt += minute;
  await desk.make(incidentId, null);
  expect(sectionIn('summary')).toMatchObject({ edit: { text: 'A certificate of channel B had expired.', newer: true } });
  expect(sectionIn('summary').made).not.toBe(before);

  expect(write('summary', null, sectionIn('summary').edit?.at ?? null).ok).toBe(true);
  expect(sectionIn('summary').edit).toBeNull();
  expect(sectionIn('summary').made).toContain('down 40 %');
});

test('of two people at one section the second is told, and nothing of the first is lost', async () => {
  await desk.make(incidentId, null);
  expect(write('next', 'Call channel B.', null).ok).toBe(true);
  const late = write('next', 'Call channel A.', null, '林澈');
  expect(late.ok ? '' : late.refusal.message).toContain('陈屿 wrote this section meanwhile');
  expect(sectionIn('next').edit?.text).toBe('Call channel B.');
  expect(write('next', 'Call both.', sectionIn('next').edit?.at ?? null, '林澈').ok).toBe(true);
  expect(sectionIn('next').edit?.by).toBe('林澈');
});

test('the report and what was written in it are there after a restart, pictures too', async () => {
  await desk.make(incidentId, '陈屿');
  write('own', '- [ ] 换证书', null);
  write('next', 'gone', null);
  write('next', null, roomAt);
  const [before, page] = [reportIn(), pageIn()];
  desk.close();
  desk = start(async () => refuse('unavailable', 'nothing is running yet'));
  // Versions only order what one run of the console said.
  expect({ ...reportIn(), version: 0 }).toEqual({ ...before, version: 0 });
  expect(pageIn()).toEqual(page);
  expect(sectionIn('own').edit).toMatchObject({ text: '- [ ] 换证书', by: '陈屿' });
});

test('without an engine it is still made, and says which curves it lacks', async () => {
  desk.close();
  desk = start(async () => refuse('unavailable', 'The engine is starting.'));
  expect((await desk.make(incidentId, null)).ok).toBe(true);
  expect(warned.join()).toContain('without pictures');
  expect(sectionIn('next').made).toContain('could not read these curves');
});

test('of an incident nobody remembers nothing is made, and nothing can be written or printed', async () => {
  expect(await desk.make('0000-00', null)).toMatchObject({ ok: false, refusal: { code: 'not-found' } });
  expect(write('summary', 'x', null)).toMatchObject({ ok: false, refusal: { code: 'not-found' } });
  expect(desk.page({ incidentId, language: 'en' })).toMatchObject({ ok: false, refusal: { code: 'not-found' } });
});

test('the HTML file stands alone: pictures and edits in it, no script, nothing from elsewhere, hostile words as text', async () => {
  await desk.make(incidentId, null);
  const huge = `<script>alert('x')</script>\n\n${'long '.repeat(3_500)}\n\n![x](https://evil.example/pixel)`;
  expect(write('own', huge, null, '<b>Mallory</b>').ok).toBe(true);
  const printed = desk.printed({ incidentId, language: 'en' });
  if (!printed.ok) throw new Error(printed.refusal.message);
  const html = reportHtml(printed.value, '.paper { color: #11161c }');
  expect(html.match(/<svg /g)).toHaveLength(2);
  expect(html).toContain("&lt;script&gt;alert('x')&lt;/script&gt;");
  expect(html).not.toMatch(/<script|<img|<link|<iframe| on\w+=|src=|<b>Mallory/i);
});

test('Markdown has its pictures beside it, under addresses that hold in any folder', async () => {
  await desk.make(incidentId, null);
  const printed = desk.printed({ incidentId, language: 'en' });
  if (!printed.ok) throw new Error(printed.refusal.message);
  const { text, pictures } = reportMarkdown(printed.value, 'report (1)-pictures');
  expect(pictures.map(({ name }) => name)).toEqual(['business.svg', 'evidence-1-1.svg']);
  expect(text).toContain('](report%20%281%29-pictures/business.svg)');
  expect(text).not.toContain('picture:');
  expect(text.split('\n')[0]).toBe('# Incident report 1126-01: Orders down 34 % at “paid”, all in payment channel B');
});
