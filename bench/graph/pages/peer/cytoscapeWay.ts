import cytoscape, { type Core, type StylesheetJson } from 'cytoscape';
import dagre from 'cytoscape-dagre';
import { drawGraph } from '../../drawGraph';
import type { CoreLink } from '../../../../contract/coreLink';
import type { GraphWay } from '../graphWay';

cytoscape.use(dagre);

const box = { width: 128, height: 52 };
/** As much as our picture shows: names with scores, shapes by kind, colour and pattern by health, width by rate, arrowheads. */
const style: StylesheetJson = [
  {
    selector: 'node',
    style: {
      ...box,
      shape: 'round-rectangle',
      label: 'data(label)',
      'text-valign': 'center',
      'text-wrap': 'wrap',
      'font-size': 13,
      color: '#f1f3f6',
      'background-color': '#15191f',
      'border-width': 1.5,
      'border-color': '#3a424d',
    },
  },
  { selector: 'node[score < 50]', style: { 'border-color': '#ff5e84' } },
  { selector: 'node[score >= 50][score < 80]', style: { 'border-color': '#f99c16' } },
  {
    selector: 'edge',
    style: {
      width: 'data(width)',
      'curve-style': 'bezier',
      'line-color': '#3a424d',
      'target-arrow-color': '#3a424d',
      'target-arrow-shape': 'triangle',
    },
  },
  { selector: 'edge[score < 50]', style: { 'line-color': '#ff5e84', 'line-style': 'dashed' } },
  { selector: '.hover', style: { 'border-color': '#74b3ff', 'border-width': 3 } },
];

/** cytoscape.js with its layered layout, as its manual says; nothing is switched off, nothing is tuned. */
export function createCytoscapeWay(): GraphWay {
  let placed: Float64Array = new Float64Array(0);
  let graph = drawGraph(0, 0);
  let cy: Core | null = null;
  const shown = (): Core => {
    if (cy === null) throw new Error('show comes first');
    return cy;
  };

  return {
    layOut: (next) => {
      graph = next;
      const headless = cytoscape({ headless: true, styleEnabled: true, style, elements: elementsOf(next) });
      const layered: dagre.DagreLayoutOptions = { name: 'dagre', rankDir: 'LR', animate: false };
      headless.layout(layered).run();
      placed = Float64Array.from(
        next.nodes.flatMap(({ id }) => {
          const { x, y } = headless.getElementById(id).position();
          return [x, y];
        }),
      );
      headless.destroy();
    },
    place: (next, positions) => {
      graph = next;
      placed = positions;
    },
    positions: () => placed,
    show: (host) => {
      cy = cytoscape({
        container: host,
        style,
        elements: elementsOf(graph),
        layout: {
          name: 'preset',
          positions: Object.fromEntries(
            graph.nodes.map(({ id }, i) => [id, { x: placed[2 * i] ?? 0, y: placed[2 * i + 1] ?? 0 }]),
          ),
        },
        minZoom: 0.01,
        maxZoom: 10,
      });
      cy.fit(undefined, 24);
      cy.on('mouseover', 'node', ({ target }: NodeEvent) => void target.addClass('hover'));
      cy.on('mouseout', 'node', ({ target }: NodeEvent) => void target.removeClass('hover'));
      cy.forceRender();
    },
    panBy: (x, y) => void shown().panBy({ x, y }),
    zoomBy: (factor) => {
      const to = shown();
      to.zoom({ level: to.zoom() * factor, renderedPosition: { x: to.width() / 2, y: to.height() / 2 } });
    },
    pointOf: (node) => {
      const id = graph.nodes[node]?.id ?? '';
      return shown().getElementById(id).renderedPosition();
    },
    tick: (scores) => {
      const to = shown();
      to.batch(() => {
        to.nodes().forEach((node, i) => void node.data({ score: scores[i], label: labelOf(node.id(), scores[i] ?? 0) }));
        to.edges().forEach((edge, i) => void edge.data('score', scores[graph.nodes.length + i]));
      });
    },
  };
}

interface NodeEvent {
  readonly target: cytoscape.NodeSingular;
}

function elementsOf({ nodes, edges }: CoreLink): cytoscape.ElementDefinition[] {
  return [
    ...nodes.map(({ id }) => ({ data: { id, label: labelOf(id, 98), score: 98 } })),
    ...edges.map(({ from, to }, i) => ({ data: { id: `e${i}`, source: from, target: to, score: 98, width: 1 + (i % 4) } })),
  ];
}

function labelOf(id: string, score: number): string {
  return `${id}\n${score}`;
}
