import type { Language } from '../../contract/choices';
import type { Diagnosis, Suspect } from '../../contract/diagnosis';
import { textOf } from '../i18n/text';
import { formatCount, formatOrders, formatShare, formatTimes } from '../ui/format';
import { diagnosisState } from './diagnosisState';

/**
 * The cause as one sentence: `pay-router → 渠道 B 的调用失败，解释每分钟 −2.38 万单中的 −2.28 万单`; else how far the search is.
 * `lostPerMinute`: what the incident costs, null where it costs no orders.
 */
export function causeSentence(
  diagnosis: Diagnosis | undefined,
  lostPerMinute: number | null,
  isOver: boolean,
  language: Language,
): string {
  const text = textOf(language);
  const [first] = diagnosis?.suspects ?? [];
  switch (diagnosisState(diagnosis)) {
    case 'waiting':
      return text(isOver ? 'cause.waitingOver' : 'cause.waiting');
    case 'looking':
      return text('cause.looking');
    case 'failed':
      return text('cause.failed', { reason: diagnosis?.reason ?? '' });
    case 'unexplained':
      return text('cause.unexplained');
    case 'demand': {
      const demand = diagnosis?.demand ?? null;
      return demand === null ? text('cause.demandOnly') : text('cause.demand', { times: formatTimes(demand) });
    }
    case 'fault':
      return first === undefined ? '' : explained(first, lostPerMinute, language);
  }
}

/** What it did, told by its strongest evidence: `pay-router → 渠道 B 的调用失败`. */
export function suspectSubject(
  { name, evidence, kind }: Pick<Suspect, 'name' | 'evidence' | 'kind'>,
  language: Language,
): string {
  return textOf(language)(`cause.what.${whatOf(evidence[0], kind)}`, { name: name[language] });
}

function explained(suspect: Suspect, lostPerMinute: number | null, language: Language): string {
  const text = textOf(language);
  const subject = suspectSubject(suspect, language);
  const { share, perMinute } = suspect.explains;
  if (perMinute === null || lostPerMinute === null)
    return text('cause.sentenceShare', { subject, share: formatShare(Math.min(1, share)) });
  // Both are told in buckets of their own: nothing explains more than there is.
  const [part, total] = [Math.min(Math.abs(perMinute), Math.abs(lostPerMinute)), Math.abs(lostPerMinute)];
  return text('cause.sentence', { subject, part: formatCount(part, language), total: formatOrders(total, language) });
}

function whatOf(
  evidence: Suspect['evidence'][number] | undefined,
  kind: Suspect['kind'],
): 'ownLatency' | 'ownFailures' | 'betweenLatency' | 'betweenFailures' | 'resource' | 'silence' | 'idc' | 'change' | 'other' {
  if (kind === 'change' || evidence === undefined) return kind === 'change' ? 'change' : 'other';
  const { why, series } = evidence;
  if (kind === 'idc') return 'idc';
  if (why === 'own') return series === 'latency' ? 'ownLatency' : 'ownFailures';
  if (why === 'between') return series === 'latency' ? 'betweenLatency' : 'betweenFailures';
  return why;
}
