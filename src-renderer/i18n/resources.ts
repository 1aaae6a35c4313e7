import type { Language } from '../../contract/choices';
import { charts } from './words/charts';
import { drill } from './words/drill';
import { failures } from './words/failures';
import { header } from './words/header';
import { health } from './words/health';
import { overview } from './words/overview';
import { people } from './words/people';

const zh = { ...header.zh, ...health.zh, ...charts.zh, ...overview.zh, ...drill.zh, ...failures.zh, ...people.zh };
const en = { ...header.en, ...health.en, ...charts.en, ...overview.en, ...drill.en, ...failures.en, ...people.en };

export type TextKey = keyof typeof zh;
/** The Chinese texts as literal types: the holes of a key are read from them. */
export type Texts = typeof zh;

export const resources = { zh, en } satisfies Record<Language, Record<TextKey, string>>;
