import type { CoreLink } from '../../../contract/coreLink';
import type { WorkspaceView } from '../../../contract/state';
import type { LocalText } from '../../../contract/words';
import type { GraphPlaces, LinkNumbers } from '../../link/graphPlaces';
import { healthOfScore } from '../../link/healthOfScore';
import { linksBetweenSteps } from '../../link/pathPlaces';
import type { Health } from '../../ui/health';

export interface StripStep {
  readonly node: string;
  /** The business's word for the step where it has one, else the node's own. */
  readonly name: LocalText;
  readonly score: number | null;
  readonly health: Health;
  readonly requests: number | null;
}
/** The worst link on the way to a step. */
export interface StripWay {
  readonly link: string | null;
  readonly health: Health;
  readonly isCut: boolean;
}

/** The core link's path as one line: its steps, and between each two the worst link there. */
export function pathStrip(
  coreLink: CoreLink,
  graph: GraphPlaces | null,
  { coreLink: view, metrics }: Pick<WorkspaceView, 'coreLink' | 'metrics'>,
): { readonly steps: readonly StripStep[]; readonly ways: readonly StripWay[] } {
  const nodes = new Map(coreLink.nodes.map((node) => [node.id, node]));
  const steps = coreLink.path.map((id): StripStep => {
    const numbers = graph?.node(id) ?? null;
    const stage = view?.stageOf[id];
    const named = stage === undefined ? undefined : metrics[stage];
    const score = numbers?.score ?? null;
    return {
      node: id,
      name: named?.name ?? nodes.get(id)?.name ?? { zh: id, en: id },
      score,
      health: healthOfScore(score),
      requests: numbers?.requests ?? null,
    };
  });
  const ways = linksBetweenSteps(coreLink).map((links) => worstOf(links, graph));
  return { steps, ways };
}

function worstOf(links: readonly string[], graph: GraphPlaces | null): StripWay {
  let worst: { readonly link: string; readonly numbers: LinkNumbers; readonly score: number } | null = null;
  for (const link of links) {
    const numbers = graph?.link(link) ?? null;
    // Of a link without a score nothing is told: it is neither the worst nor well.
    if (numbers === null || numbers.score === null) continue;
    if (worst === null || numbers.score < worst.score) worst = { link, numbers, score: numbers.score };
  }
  return worst === null
    ? { link: null, health: 'unknown', isCut: false }
    : { link: worst.link, health: healthOfScore(worst.score), isCut: worst.numbers.cut };
}
