import { edgeIdOf } from '../../../../contract/coreLink';
import type { Workspace } from '../../../../contract/workspace';
import type { Span } from '../../asking/spanAnswers';
import type { SampleSource } from '../../backends/backend';
import type { NodeNames } from '../../coreLink/nodeNames';
import type { MeasureQuestions, Question } from '../../coreLink/reading/measureQuestions';

/** One call in one IDC, before the incident and now: what was lost on the way, and how much longer the way took. NaN = not measured. */
export interface IdcCall {
  readonly edge: string;
  readonly idc: string;
  /** Per second, as the caller counts them. */
  readonly requests: number;
  readonly before: Gap;
  readonly now: Gap;
}
interface Gap {
  /** Share 0–1 of the requests that failed at the caller and not at the callee. */
  readonly lost: number;
  /** Caller's median minus callee's, seconds. */
  readonly seconds: number;
}

/** What both sides of every call saw in each IDC. Asks six questions, one after the other. @throws BackendFailure */
export async function readIdcs(
  workspace: Workspace,
  questions: MeasureQuestions,
  names: NodeNames,
  samplesOf: (backendId: string) => Pick<SampleSource, 'breakdown'> | null,
  spans: { readonly before: Span; readonly now: Span },
  signal: AbortSignal,
): Promise<IdcCall[]> {
  const columns = new Map<string, readonly [Map<string, Keyed>, Map<string, Keyed>]>();
  for (const question of questions.of('idc').filter(isNeeded)) {
    const samples = samplesOf(question.cut.backendId);
    if (samples === null) continue;
    await question.answers.ask(samples, [spans.before, spans.now], signal);
    columns.set(`${question.side} ${question.measure}`, [
      keyed(question, spans.before, names),
      keyed(question, spans.now, names),
    ]);
  }
  const valueOf = (name: string, when: 0 | 1, key: string): number => columns.get(name)?.[when].get(key)?.value ?? Number.NaN;
  const gapOf = (when: 0 | 1, key: string): Gap => {
    const requests = valueOf('caller requests', when, key);
    const failures = (side: string): number => orNone(valueOf(`${side} failures`, when, key), requests);
    return {
      lost: (failures('caller') - failures('callee')) / requests,
      seconds: (valueOf('caller latencyP50', when, key) - valueOf('callee latencyP50', when, key)) / 1_000,
    };
  };
  const { callsMin = 1 } = workspace.coreLink ?? {};
  const seconds = (spans.now.to - spans.now.from) / 1_000;
  return [...(columns.get('caller requests')?.[1] ?? new Map<string, Keyed>())]
    .filter(([, { value }]) => value * seconds >= callsMin)
    .map(([key, { edge, idc, value }]) => ({ edge, idc, requests: value, before: gapOf(0, key), now: gapOf(1, key) }));
}

interface Keyed {
  readonly edge: string;
  readonly idc: string;
  readonly value: number;
}

function isNeeded({ side, measure }: Question): boolean {
  return side !== 'node' && measure !== 'latencyP99';
}

function keyed({ answers, at, scale }: Question, span: Span, names: NodeNames): Map<string, Keyed> {
  const found = new Map<string, Keyed>();
  for (const { key, value } of answers.rowsOf(span)?.values() ?? []) {
    const [from, to, idc] = [names(key[at.from] ?? ''), names(key[at.to] ?? ''), key[at.idc] ?? ''];
    if (from === null || to === null || idc === '') continue;
    const edge = edgeIdOf(from, to);
    found.set(`${edge}@${idc}`, { edge, idc, value: value * scale });
  }
  return found;
}

/** A counter of failures that never counted has no row: where requests were counted, none failed. */
function orNone(failures: number, requests: number): number {
  return Number.isNaN(failures) && requests >= 0 ? 0 : failures;
}
