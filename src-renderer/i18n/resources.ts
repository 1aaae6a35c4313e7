import type { Language } from '../../contract/choices';
import { alerts } from './words/alerts';
import { charts } from './words/charts';
import { coreLink } from './words/coreLink';
import { drill } from './words/drill';
import { failures } from './words/failures';
import { header } from './words/header';
import { health } from './words/health';
import { incidents } from './words/incidents';
import { incidentWindow } from './words/incidentWindow';
import { backtest } from './words/backtest';
import { detection } from './words/detection';
import { diagnosis } from './words/diagnosis';
import { link } from './words/link';
import { overview } from './words/overview';
import { people } from './words/people';
import { planBoard } from './words/planBoard';
import { planWindow } from './words/planWindow';
import { protection } from './words/protection';
import { report } from './words/report';
import { settings } from './words/settings';
import { roomView } from './words/roomView';

const zh = {
  ...header.zh,
  ...health.zh,
  ...charts.zh,
  ...overview.zh,
  ...drill.zh,
  ...failures.zh,
  ...people.zh,
  ...settings.zh,
  ...roomView.zh,
  ...alerts.zh,
  ...incidents.zh,
  ...incidentWindow.zh,
  ...backtest.zh,
  ...detection.zh,
  ...diagnosis.zh,
  ...coreLink.zh,
  ...link.zh,
  ...report.zh,
  ...protection.zh,
  ...planWindow.zh,
  ...planBoard.zh,
};
const en = {
  ...header.en,
  ...health.en,
  ...charts.en,
  ...overview.en,
  ...drill.en,
  ...failures.en,
  ...people.en,
  ...settings.en,
  ...roomView.en,
  ...alerts.en,
  ...incidents.en,
  ...incidentWindow.en,
  ...backtest.en,
  ...detection.en,
  ...diagnosis.en,
  ...coreLink.en,
  ...link.en,
  ...report.en,
  ...protection.en,
  ...planWindow.en,
  ...planBoard.en,
};

export type TextKey = keyof typeof zh;
/** The Chinese texts as literal types: the holes of a key are read from them. */
export type Texts = typeof zh;

export const resources = { zh, en } satisfies Record<Language, Record<TextKey, string>>;
