import type { EvidenceLine, SuspectEvidence } from '../../contract/diagnosis';
import type { WorkspaceView } from '../../contract/state';
import type { LineSource } from '../charts/dayLines';

/** What a picture of evidence is drawn from: one line, or the caller's and the callee's. */
export interface ClueLines {
  /** In turns part and whole where it is a share. */
  readonly lines: readonly LineSource[];
  readonly measure: 'latency' | 'rate' | 'share' | 'fraction';
  readonly sides: readonly EvidenceLine['side'][];
  /** What was usual, in what the picture's axis counts: ms or s as the metric has it, percent, calls per second; null where there is none. */
  readonly usual: number | null;
  /** What the metric's latency times this is ms. */
  readonly toMs: number;
}

type Workspace = Pick<WorkspaceView, 'metrics' | 'coreLink'>;

/** More than two lines on one picture are not read, and caller and callee are what there is. */
const linesMax = 2;

/** Null where nothing can be drawn: a change, or metrics the workspace no longer has. */
export function clueLines({ lines, series, usual }: SuspectEvidence, workspace: Workspace): ClueLines | null {
  const known = [...lines]
    .sort((a, b) => order.indexOf(a.side) - order.indexOf(b.side))
    .filter(({ metricId }) => Object.hasOwn(workspace.metrics, metricId))
    .slice(0, linesMax);
  const [first] = known;
  if (first === undefined || series === 'change') return null;
  const sides = known.map(({ side }) => side);
  const drawn = known.map((line) => sourceOf(line.metricId, line, workspace));
  const toMs = workspace.metrics[first.metricId]?.unit === 's' ? 1_000 : 1;
  if (series === 'latency')
    return { lines: drawn, measure: 'latency', sides, usual: usual === null ? null : (usual * 1_000) / toMs, toMs };
  if (series === 'saturation') return { lines: drawn, measure: 'fraction', sides, usual, toMs };
  if (series === 'requests') return { lines: drawn, measure: 'rate', sides, usual, toMs };
  const shares = known.flatMap((line) => {
    const whole = workspace.coreLink?.measures[line.side].requests;
    return whole === undefined || !Object.hasOwn(workspace.metrics, whole)
      ? []
      : [sourceOf(line.metricId, line, workspace), sourceOf(whole, line, workspace)];
  });
  // Without the calls beside them failures are drawn as they are counted; what was usual is a share, and has no place there.
  return shares.length === 2 * known.length
    ? { lines: shares, measure: 'share', sides, usual: usual === null ? null : usual * 100, toMs }
    : { lines: drawn, measure: 'rate', sides, usual: null, toMs };
}

const order: readonly EvidenceLine['side'][] = ['caller', 'node', 'callee'];

function sourceOf(metricId: string, { slice }: EvidenceLine, { metrics }: Workspace): LineSource {
  return { metricId, slice, traffic: metrics[metricId]?.traffic ?? 'real' };
}
