import type { Slice } from '../../../contract/words';
import { isTotal, type Finding, type OrdersFinding, type TroubleFinding } from './finding';
import { findFocus } from './findFocus';
import type { LinkGraph } from './linkGraph';
import { earliestPart, focusExtra } from './rules';

/** What the alarms of one incident say together. */
export interface Evidence {
  /** Start of the first of them. */
  readonly startedAt: number;
  /** Place on the way where orders are lost first; null where none are. */
  readonly leadOrder: number | null;
  /** What fell at that place, the total first. */
  readonly lead: readonly OrdersFinding[];
  /** How far the total fell there, 0–1, known or reckoned from the cuts. */
  readonly totalFall: number;
  /** Of the orders expected there, 0–1. */
  readonly share: number;
  /** End of the last of `lead`; null while one of them stands. */
  readonly leadEndedAt: number | null;
  /** The dimension values that the loss is in; empty when it is everywhere, or nobody can tell. */
  readonly focus: Slice;
  /** Nodes in trouble, and since when. */
  readonly troubled: ReadonlyMap<string, number>;
  /** Those of them that call nobody in trouble: where a person would look first. Earliest first. */
  readonly origins: readonly string[];
  readonly series: ReadonlySet<string>;
  /** Orders above what was expected. */
  readonly rises: readonly OrdersFinding[];
  /** Limits that will be met. */
  readonly warnings: readonly OrdersFinding[];
  /** Since when series are silent; null while none is. */
  readonly silentAt: number | null;
}

export function readEvidence(findings: Iterable<Finding>, graph: LinkGraph): Evidence {
  const all = [...findings];
  const happened = all.filter(({ alarm }) => alarm.forecast === null);
  const orders = all.filter((finding) => finding.what === 'orders');
  const falls = orders.filter(({ fall }) => fall > 0);
  const lead = leadOf(falls);
  const troubled = troubledBy(happened.filter((finding) => finding.what === 'trouble'));
  const ends = lead.map(({ alarm }) => alarm.endedAt);
  return {
    startedAt: Math.min(...all.map(({ alarm }) => alarm.startedAt)),
    leadOrder: lead[0]?.order ?? null,
    lead,
    totalFall: totalFallOf(lead),
    share: shareOf(lead),
    leadEndedAt: lead.length === 0 || ends.includes(null) ? null : Math.max(...ends.map((at) => at ?? 0)),
    focus: findFocus(lead),
    troubled,
    origins: originsOf(troubled, graph),
    series: new Set(all.map(({ alarm }) => alarm.seriesKey)),
    rises: orders.filter(({ alarm }) => alarm.direction === 'above' && alarm.forecast === null),
    warnings: orders.filter(({ alarm }) => alarm.forecast !== null),
    silentAt: earliest(happened.filter(({ alarm }) => alarm.shape === 'silence')),
  };
}

/** Whether this finding, once folded, changes what the evidence says so much that the next one must be read with it. */
export function isNews(finding: Finding, evidence: Evidence): boolean {
  if (finding.what === 'fewer') return false;
  if (finding.what === 'trouble') return !evidence.troubled.has(finding.node);
  if (finding.alarm.shape === 'silence') return evidence.silentAt === null;
  if (finding.alarm.forecast !== null) return evidence.warnings.length === 0 || finding.total;
  if (finding.fall <= 0) return evidence.rises.length === 0 || finding.total;
  if (finding.total || evidence.leadOrder === null) return true;
  if (finding.order === null || finding.order > evidence.leadOrder) return false;
  // One more cut that falls as all do says nothing new; one that may hold the loss does.
  return finding.order < evidence.leadOrder || finding.fall > evidence.totalFall + focusExtra;
}

/** The earliest place that lost enough to be where it began. */
function leadOf(falls: readonly OrdersFinding[]): readonly OrdersFinding[] {
  const placed = falls.filter(({ order }) => order !== null);
  const weights = new Map<number, number>();
  for (const { order, total, share, fall } of placed) {
    const weight = share ?? (total ? fall : 0);
    if (order !== null) weights.set(order, Math.max(weights.get(order) ?? 0, weight));
  }
  const most = Math.max(0, ...weights.values());
  const orders = [...weights].filter(([, weight]) => weight >= earliestPart * most).map(([order]) => order);
  if (orders.length === 0) return [];
  const first = Math.min(...orders);
  return placed
    .filter(({ order }) => order === first)
    .sort((a, b) => Number(b.total) - Number(a.total) || (b.share ?? b.fall) - (a.share ?? a.fall));
}

function earliest(findings: readonly Finding[]): number | null {
  return findings.length === 0 ? null : Math.min(...findings.map(({ alarm }) => alarm.startedAt));
}

function shareOf(lead: readonly OrdersFinding[]): number {
  const totals = lead.filter(({ total }) => total);
  if (totals.length > 0) return Math.max(...totals.map(({ fall, share }) => share ?? fall));
  return Math.max(0, ...sharesByDimension(lead).values());
}

function totalFallOf(lead: readonly OrdersFinding[]): number {
  const totals = lead.filter(({ total }) => total);
  if (totals.length > 0) return Math.max(...totals.map(({ fall, share }) => Math.max(fall, share ?? 0)));
  return Math.max(0, ...sharesByDimension(lead).values());
}

/** Shares of the total lost, added up along each dimension whose cuts are there. */
export function sharesByDimension(lead: readonly OrdersFinding[]): Map<string, number> {
  const sums = new Map<string, number>();
  const seen = new Set<string>();
  for (const { alarm, share } of lead) {
    // A series that ended and began again is there twice; its worst comes first.
    if (isTotal(alarm.slice) || share === null || seen.has(alarm.seriesKey)) continue;
    seen.add(alarm.seriesKey);
    const dimension = Object.keys(alarm.slice).sort().join(' ');
    sums.set(dimension, (sums.get(dimension) ?? 0) + share);
  }
  return sums;
}

function troubledBy(findings: readonly TroubleFinding[]): Map<string, number> {
  const troubled = new Map<string, number>();
  const mark = (node: string, at: number): void => void troubled.set(node, Math.min(at, troubled.get(node) ?? at));
  for (const { node, caller, alarm } of findings) {
    mark(node, alarm.startedAt);
    if (caller !== null) mark(caller, alarm.startedAt);
  }
  return troubled;
}

function originsOf(troubled: ReadonlyMap<string, number>, graph: LinkGraph): string[] {
  return [...troubled.keys()]
    .filter((node) => ![...troubled.keys()].some((other) => other !== node && graph.hops(node, other) <= 2))
    .sort((a, b) => (troubled.get(a) ?? 0) - (troubled.get(b) ?? 0));
}
