import type { Slice } from '../../../contract/words';
import type { Evidence } from './evidence';
import { isTotal, liesWithin, sameSlice, type Finding, type NodeFinding, type OrdersFinding } from './finding';
import type { LinkGraph } from './linkGraph';
import { callerHopsMax, echoLags, echoSlackMs, fallSigmas, fallSlack, reboundMs, shareFactor, shareSlack } from './rules';

/**
 * Why a finding belongs to an incident, and how good a reason that is: of several incidents the better one takes it. An `echo`
 * is what the loss does later, further on: it does not keep an incident open.
 */
export interface Explanation {
  readonly strength: number;
  readonly echo: boolean;
}

const because = (strength: number, echo = false): Explanation => ({ strength, echo });

/**
 * Null when the incident does not explain the finding. Then it is none of it, however near in time: in a graph of thirty nodes
 * everything is near everything.
 */
export function explain(evidence: Evidence, finding: Finding, graph: LinkGraph): Explanation | null {
  if (evidence.series.has(finding.alarm.seriesKey) && isSameAgain(evidence, finding)) return because(5);
  if (finding.alarm.shape === 'silence' && evidence.silentAt !== null)
    return Math.abs(finding.alarm.startedAt - evidence.silentAt) <= finding.togetherMs ? because(3) : null;
  switch (finding.what) {
    case 'orders':
      return finding.alarm.direction === 'above' ? explainRise(evidence, finding) : explainFall(evidence, finding, graph);
    case 'trouble':
      return explainTrouble(evidence, finding, graph);
    case 'fewer':
      return explainFewer(evidence, finding, graph);
  }
}

/** The series that it began with, or was warned of; a later stage's or the other direction's is judged like any other. */
function isSameAgain(evidence: Evidence, finding: Finding): boolean {
  if (finding.what !== 'orders') return true;
  if (evidence.lead.length === 0) return true;
  return finding.alarm.direction === 'below' && finding.order === evidence.leadOrder;
}

/** Whether `finding` is only what the incident's loss does later and further on, at the room moment `at`. */
export function isEcho(evidence: Evidence, finding: Finding, graph: LinkGraph, at: number): boolean {
  if (!mayEcho(evidence, finding)) return false;
  if (evidence.leadEndedAt === null) return true;
  return at <= evidence.leadEndedAt + (isRise(finding) ? reboundMs : echoWindowMs(evidence, finding, graph));
}

/** Further on, less work, or people coming back: what a loss does, as long as it is recent. */
export function mayEcho({ leadOrder }: Evidence, finding: Finding): boolean {
  if (leadOrder === null || finding.what === 'trouble' || finding.alarm.forecast !== null) return false;
  return finding.what === 'fewer' || isRise(finding) || (finding.order !== null && finding.order > leadOrder);
}

function isRise(finding: Finding): boolean {
  return finding.what === 'orders' && finding.alarm.direction === 'above';
}

function explainFall(evidence: Evidence, finding: OrdersFinding, graph: LinkGraph): Explanation | null {
  const { alarm, order } = finding;
  const lead = evidence.lead[0];
  if (lead === undefined || evidence.leadOrder === null)
    return explainByWarnings(evidence, finding) ?? explainFallByNodes(evidence, finding, graph);
  const together = isTogether(evidence, finding);
  if (order === null) return together && evidence.lead.some((one) => sameSlice(one.alarm.slice, alarm.slice)) ? because(2) : null;
  // An earlier stage that begins to lose at the same time, and as much, is where it began.
  if (order < evidence.leadOrder)
    return together && sharesSlice(evidence, finding) && lossOf(finding) >= 0.5 * lossOf(lead) ? because(3) : null;
  const later = order > evidence.leadOrder;
  if (later && !withinEcho(evidence, finding, graph)) return null;
  const proportional = fallsAlike(evidence, finding);
  if (!isTotal(evidence.focus) && liesWithin(alarm.slice, evidence.focus)) return because(4, later);
  if (sameCut(evidence, alarm.slice) && proportional) return because(4, later);
  if (proportional) return because(3, later);
  // At the same stage and moment another cut, deeper: perhaps where it is.
  const open = isTotal(evidence.focus) || !evidence.lead.some(({ total }) => total);
  if (!later && together && (open || finding.total)) return because(2);
  return explainFallByNodes(evidence, finding, graph);
}

/** Orders are lost where a node in trouble works for that step, or for an earlier one that shows it. */
function explainFallByNodes(evidence: Evidence, finding: OrdersFinding, graph: LinkGraph): Explanation | null {
  const { order, alarm } = finding;
  if (order === null || alarm.startedAt < evidence.startedAt - finding.togetherMs) return null;
  // What has its place on the way already lost there: a fall elsewhere is not its nodes' doing.
  if (evidence.leadOrder !== null && order !== evidence.leadOrder) return null;
  const step = graph.nodeAt(order);
  const works = evidence.origins.some((node) => graph.worksFor(node, order));
  return works || (step !== null && evidence.troubled.has(step)) ? because(2) : null;
}

/** What was warned of comes: in the same cut, or everywhere a little when the total was warned of. */
function explainByWarnings(evidence: Evidence, finding: OrdersFinding): Explanation | null {
  const { alarm, order, total, fall } = finding;
  const warned = evidence.warnings.filter((warning) => warning.alarm.direction === alarm.direction);
  const earlier = warned.filter((warning) => order !== null && warning.order !== null && warning.order <= order);
  if (earlier.some((warning) => sameSlice(warning.alarm.slice, alarm.slice))) return because(4);
  const mild = total || fall <= 2 * fallSlack + scatterOf(finding);
  if (mild && earlier.some((warning) => warning.total)) return because(3);
  return isTogether(evidence, finding) && warned.some((warning) => warning.order === order) ? because(2) : null;
}

function explainRise(evidence: Evidence, finding: OrdersFinding): Explanation | null {
  const { alarm, order } = finding;
  if (evidence.lead.length === 0) {
    const earlier = evidence.rises.filter((rise) => rise.order !== null && order !== null && rise.order <= order);
    if (earlier.some((rise) => rise.total || sameSlice(rise.alarm.slice, alarm.slice))) return because(3);
    return evidence.rises.length > 0 && isTogether(evidence, finding) ? because(2) : null;
  }
  // People try again, or take another channel; afterwards the late orders come.
  const until = evidence.leadEndedAt === null ? Number.POSITIVE_INFINITY : evidence.leadEndedAt + reboundMs;
  return alarm.startedAt >= evidence.startedAt && alarm.startedAt <= until ? because(3, true) : null;
}

function explainTrouble(evidence: Evidence, finding: NodeFinding, graph: LinkGraph): Explanation | null {
  const { node, caller, alarm } = finding;
  if (alarm.startedAt < evidence.startedAt - finding.togetherMs) return null;
  if (evidence.troubled.has(node)) return because(3);
  // Callers suffer with those they call.
  const suffers = [...evidence.troubled].some(
    ([troubled, since]) => graph.hops(node, troubled) <= callerHopsMax && alarm.startedAt >= since - finding.togetherMs,
  );
  if (suffers) return because(2);
  if (!isTogether(evidence, finding)) return null;
  // Deeper down something fails at the same moment: that is where it began.
  const deeper = evidence.origins.some((origin) => graph.hops(origin, node) <= callerHopsMax);
  if (deeper) return because(2);
  const { leadOrder } = evidence;
  if (leadOrder === null) return null;
  const step = graph.nodeAt(leadOrder);
  const entry = step !== null && (graph.hops(node, step) <= callerHopsMax || (caller !== null && graph.hops(caller, step) <= 1));
  return graph.worksFor(node, leadOrder) || entry ? because(2) : null;
}

function explainFewer(evidence: Evidence, finding: NodeFinding, graph: LinkGraph): Explanation | null {
  const { node, alarm } = finding;
  if (alarm.startedAt < evidence.startedAt - finding.togetherMs) return null;
  const { leadOrder } = evidence;
  if (leadOrder !== null) {
    const inTime = withinEcho(evidence, finding, graph);
    if (inTime && graph.behind(node, leadOrder)) return because(1, true);
    const step = graph.nodeAt(leadOrder);
    if (inTime && step !== null && graph.hops(node, step) <= callerHopsMax) return because(1, true);
  }
  // Whoever waits for what is broken, or is refused by it, asks its others less.
  const waiting = [...evidence.troubled.keys()].filter((troubled) =>
    evidence.origins.some((origin) => graph.hops(troubled, origin) <= callerHopsMax),
  );
  return waiting.some((troubled) => graph.hops(troubled, node) <= callerHopsMax) ? because(1) : null;
}

/** Whether it falls no deeper than the incident's loss makes it fall. */
function fallsAlike(evidence: Evidence, finding: OrdersFinding): boolean {
  if (finding.total) return lossOf(finding) <= shareFactor * evidence.share + shareSlack;
  const same = evidence.lead.filter(({ alarm }) => sameSlice(alarm.slice, finding.alarm.slice));
  const expectedFall = Math.max(evidence.totalFall, ...same.map(({ fall }) => fall));
  return finding.fall <= expectedFall + fallSlack + scatterOf(finding);
}

/** Standard deviations of a minute's count, as a part of it. Rates are per second. */
function scatterOf({ alarm }: OrdersFinding): number {
  return alarm.expected === null || alarm.expected <= 0 ? 0 : fallSigmas / Math.sqrt(alarm.expected * 60);
}

function sameCut(evidence: Evidence, slice: Slice): boolean {
  return !isTotal(slice) && evidence.lead.some((one) => sameSlice(one.alarm.slice, slice));
}

function sharesSlice(evidence: Evidence, { alarm, total }: OrdersFinding): boolean {
  return total || (!isTotal(evidence.focus) && liesWithin(alarm.slice, evidence.focus)) || sameCut(evidence, alarm.slice);
}

function lossOf({ share, fall }: OrdersFinding): number {
  return share ?? fall;
}

function isTogether(evidence: Evidence, { alarm, togetherMs }: Finding): boolean {
  return Math.abs(alarm.startedAt - evidence.startedAt) <= togetherMs;
}

function withinEcho(evidence: Evidence, finding: Finding, graph: LinkGraph): boolean {
  const { startedAt } = finding.alarm;
  if (startedAt < evidence.startedAt - finding.togetherMs) return false;
  return evidence.leadEndedAt === null || startedAt <= evidence.leadEndedAt + echoWindowMs(evidence, finding, graph);
}

function echoWindowMs(evidence: Evidence, finding: Finding, graph: LinkGraph): number {
  const from = evidence.leadOrder === null ? 0 : graph.lagMs(evidence.leadOrder);
  const to =
    finding.what === 'orders' ? (finding.order === null ? from : graph.lagMs(finding.order)) : graph.nodeLagMs(finding.node);
  return echoLags * Math.max(0, to - from) + echoSlackMs;
}
