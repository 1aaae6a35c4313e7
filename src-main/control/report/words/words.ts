import type { Language } from '../../../../contract/choices';
import { en } from './en';
import { zh, type ReportWords } from './zh';

export const reportWords: Readonly<Record<Language, ReportWords>> = { zh, en };
