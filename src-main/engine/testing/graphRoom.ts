import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import type { CoreLink, GraphFrame, Grouping } from '../../../contract/coreLink';
import { workspaceSchema } from '../../../contract/workspace';
import { createEngine, type Engine } from '../engine';
import { systemTimers } from '../timers';
import { WindowStandIn } from './windowStandIn';

/** An engine with the built-in workspace, and a window that looks at the graph. */
export interface GraphRoom {
  readonly engine: Engine;
  readonly link: () => CoreLink | null;
  graph(by: Grouping, at: number | null, holds: (frame: GraphFrame) => boolean): Promise<GraphFrame>;
}

/** The built-in workspace as it is, its source one line of it. */
export async function openGraphRoom(
  source: 'city' | 'prometheus',
  { cityUrl, prometheusUrl }: { readonly cityUrl: string; readonly prometheusUrl: string },
): Promise<GraphRoom> {
  const text = await readFile(resolve(import.meta.dirname, '../../../assets/workspaces/demo-city.yaml'), 'utf8');
  const workspace = workspaceSchema.parse(
    parse(text.replace(/^source: .*$/m, `source: ${source}`).replace('http://127.0.0.1:9090', prometheusUrl)),
  );
  let link: CoreLink | null = null;
  const engine = createEngine({
    post: (message) => {
      if (message.type === 'coreLink') link = message.coreLink;
    },
    timers: systemTimers,
    random: Math.random,
    openHistory: async () => null,
  });
  engine.handle(
    { type: 'workspace', revision: 1, workspace, demoCityUrl: cityUrl, dataFolder: '', secrets: {}, folder: null },
    undefined,
  );
  const window = new WindowStandIn();
  engine.handle({ type: 'connectWindow', windowId: 'w' }, window.port);
  return {
    engine,
    link: () => link,
    graph: (by, at, holds) => {
      window.send({ type: 'panels', panels: [], graphs: [{ graphId: 'g', by, at, instancesOf: ['pay-gateway'] }] });
      return window.untilGraph('g', (frame) => frame.by === by && holds(frame));
    },
  };
}
