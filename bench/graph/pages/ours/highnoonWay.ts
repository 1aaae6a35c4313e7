import { placesOf, type GraphFrame } from '../../../../contract/coreLink';
import { layoutGraph, type Laid } from '../../../../src-main/control/coreLink/layout/layoutGraph';
import { panCamera, toScreen } from '../../../../src-renderer/coreLink/camera';
import { buildScene, type GraphScene } from '../../../../src-renderer/coreLink/graphScene';
import { noMarks } from '../../../../src-renderer/coreLink/picture/drawMarks';
import { createGraphPicture, type GraphPicture } from '../../../../src-renderer/coreLink/picture/graphPicture';
import type { GraphLook } from '../../../../src-renderer/coreLink/picture/graphLook';
import { colours } from '../../../../src-renderer/ui/tokens';
import { drawGraph } from '../../drawGraph';
import type { GraphWay } from '../graphWay';

const nothingHidden: ReadonlySet<string> = new Set();
const look: GraphLook = {
  theme: 'dark',
  colours: colours.dark,
  language: 'en',
  words: {
    health: { ok: 'healthy', watch: 'watch', degraded: 'degraded', broken: 'broken', unknown: 'unknown' },
    margin: 'New',
    elsewhere: 'Elsewhere',
    isNew: 'new',
    failed: 'failed',
  },
  dims: true,
  fontsRevision: 0,
};

/** The console's own layout and picture. Every service is drawn at every distance, as the peer draws it. */
export function createHighnoonWay(): GraphWay {
  let graph = drawGraph(0, 0);
  let laid: Laid = { lanes: [], positions: {} };
  let shown: { picture: GraphPicture; scene: GraphScene } | null = null;
  const onShow = (): { picture: GraphPicture; scene: GraphScene } => {
    if (shown === null) throw new Error('show comes first');
    return shown;
  };

  return {
    layOut: (next) => {
      graph = next;
      laid = layoutGraph(
        placesOf(next, 'domain'),
        next.domains.map(({ id }) => id),
      );
    },
    place: () => {
      throw new Error('our own layout is never cut off');
    },
    positions: () => Float64Array.from(graph.nodes.flatMap(({ id }) => [laid.positions[id]?.x ?? 0, laid.positions[id]?.y ?? 0])),
    show: (host) => {
      const picture = createGraphPicture(host, { look, detail: 'services' });
      const scene = buildScene({ link: graph, layout: laid, by: 'domain', hidden: nothingHidden });
      shown = { picture, scene };
      picture.setScene(scene);
      picture.setFrame(frameOf(scores98(graph.nodes.length + graph.edges.length)));
      picture.fit();
      picture.drawNow();
      host.addEventListener('pointermove', ({ clientX, clientY }) => {
        const box = host.getBoundingClientRect();
        picture.setMarks({ ...noMarks, hover: picture.hit(clientX - box.left, clientY - box.top) });
      });
    },
    panBy: (dx, dy) => {
      const { picture } = onShow();
      picture.setCamera(panCamera(picture.camera(), dx, dy));
    },
    zoomBy: (factor) => {
      const { picture } = onShow();
      const { width, height } = picture.view();
      picture.zoom(factor, width / 2, height / 2);
    },
    pointOf: (node) => {
      const { picture, scene } = onShow();
      return toScreen(picture.camera(), scene.nodes[node] ?? { x: 0, y: 0 });
    },
    tick: (scores) => void onShow().picture.setFrame(frameOf(scores)),
  };

  function frameOf(scores: Float64Array): GraphFrame {
    const count = graph.nodes.length;
    const [nodes, edges] = [scores.subarray(0, count), scores.subarray(count)];
    const rates = edges.map((_, i) => 10 ** (i % 5));
    return {
      graphId: 'bench',
      revision: graph.revision,
      by: 'domain',
      from: 0,
      to: 1,
      nodes: { score: nodes, requests: nodes, failures: nodes, latencyMsP50: nodes, latencyMsP99: nodes, saturation: nodes },
      edges: {
        score: edges,
        requests: rates,
        arrived: rates,
        failures: edges,
        callerMsP99: edges,
        calleeMsP99: edges,
        cut: new Uint8Array(edges.length),
      },
      parts: new Uint8Array(scores.length),
      lost: {},
      instances: [],
      status: { phase: 'live', reason: null, intervalMs: 10_000, backendId: 'bench', reporting: null },
    };
  }
}

function scores98(count: number): Float64Array {
  return new Float64Array(count).fill(98);
}
