import { mkdirSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { CommandInput } from '../../../contract/commands';
import { groupings, placesOf, type CoreLink, type Grouping } from '../../../contract/coreLink';
import { accept, refuse, type Result } from '../../../contract/result';
import type { Store } from '../store';
import { openLayoutFile, type LayoutFile, type LogText } from './layoutFile';
import {
  adoptKept,
  arrangeAnew,
  followLink,
  keptOf,
  movePlaces,
  redoStep,
  undoStep,
  viewPage,
  type Change,
  type LayoutPage,
} from './layoutPage';
import type { KeptLayouts } from './layoutText';

export interface LayoutDeskParts {
  readonly store: Store;
  /** Room time, epoch ms; null before anybody knows it. */
  readonly roomNow: () => number | null;
  /** Where the built-in workspace's layout is kept: its file is nobody's. */
  readonly builtInFolder: string;
  readonly log: LogText;
}

/** Where the core link is drawn: places for what is new, what people move, and all of it kept beside the workspace file. */
export interface LayoutDesk {
  /** A workspace is in force; `path` null for the built-in one. */
  begin(path: string | null): void;
  move(input: CommandInput<'layout.move'>, by: string): Result<void>;
  undo(by: Grouping, who: string): Result<void>;
  redo(by: Grouping, who: string): Result<void>;
  arrange(by: Grouping, who: string): Result<void>;
  /** After what was changed last is on disk. */
  readonly close: () => Promise<void>;
}

export function createLayoutDesk({ store, roomNow, builtInFolder, log }: LayoutDeskParts): LayoutDesk {
  let file: LayoutFile | null = null;
  let former: Promise<void> = Promise.resolve();
  let path: string | null = null;
  const pages = new Map<Grouping, LayoutPage>();
  const linkNow = (): CoreLink | undefined => store.read().coreLink['current'];

  function now(): number | null {
    const at = roomNow();
    return at === null ? null : Math.round(at);
  }

  /** What is on the graph has a place, windows see it, and the file has it. */
  function publish(): void {
    const link = linkNow();
    if (link === undefined) return store.replace('layouts', {});
    for (const by of groupings) {
      const page = followLink(pages.get(by) ?? null, link, by, now());
      pages.set(by, page);
      store.put('layouts', by, viewPage(page, link, by));
    }
    file?.keep(Object.fromEntries([...pages].map(([by, page]) => [by, keptOf(page)])));
  }

  function adopt(kept: KeptLayouts): void {
    for (const by of groupings) {
      const layout = kept[by];
      if (layout !== undefined) pages.set(by, adoptKept(pages.get(by) ?? null, layout));
    }
  }

  function change(by: Grouping, nothing: string, run: (page: LayoutPage, link: CoreLink) => LayoutPage | null): Result<void> {
    const [page, link] = [pages.get(by), linkNow()];
    if (page === undefined || link === undefined)
      return refuse('unavailable', 'There is no core link to lay out yet. Wait until its structure is read, then do it again.');
    const changed = run(page, link);
    if (changed === null) return nothing === '' ? accept(undefined) : refuse('bad-input', nothing);
    pages.set(by, changed);
    publish();
    return accept(undefined);
  }
  const by = (who: string): Change => ({ by: who, at: now() });

  store.onChange((state, previous) => {
    const [link, before] = [state.coreLink['current'], previous.coreLink['current']];
    if (!sameStructure(link, before)) publish();
  });

  return {
    begin: (next) => {
      // The same file again after an edit: what was done here can still be undone.
      if (file !== null && next === path) return publish();
      path = next;
      if (next === null) mkdirSync(builtInFolder, { recursive: true });
      pages.clear();
      const closed = file?.close() ?? Promise.resolve();
      former = Promise.all([former, closed]).then(() => undefined);
      file = openLayoutFile(layoutPathOf(next, builtInFolder), (kept) => (adopt(kept), publish()), log);
      if (file.kept !== null) adopt(file.kept);
      publish();
    },
    move: ({ by: grouping, version, positions }, who) => {
      const [page, link] = [pages.get(grouping), linkNow()];
      if (page !== undefined && page.version !== version)
        return refuse(
          'not-allowed',
          `The layout was changed meanwhile: it is at version ${page.version}, this was moved on version ${version}. Nothing was moved; look at it and move again.`,
        );
      const known = new Set(link === undefined ? [] : placesOf(link, grouping).nodes.map(({ id }) => id));
      const stranger = Object.keys(positions).find((id) => !known.has(id));
      if (link !== undefined && stranger !== undefined)
        return refuse('not-found', `${stranger} is not on the core link any more. Nothing was moved.`);
      return change(grouping, '', (from, to) => movePlaces(from, to, grouping, positions, by(who)));
    },
    undo: (grouping, who) =>
      change(grouping, 'There is nothing to undo in this layout.', (page, link) => undoStep(page, link, grouping, by(who))),
    redo: (grouping, who) =>
      change(grouping, 'There is nothing to do again in this layout.', (page, link) => redoStep(page, link, grouping, by(who))),
    arrange: (grouping, who) => change(grouping, '', (page, link) => arrangeAnew(page, link, grouping, by(who))),
    close: async () => {
      await Promise.all([former, file?.close()]);
    },
  };
}

/** Sources tell every few seconds how old they are; that moves nothing. */
function sameStructure(a: CoreLink | undefined, b: CoreLink | undefined): boolean {
  if (a === undefined || b === undefined || a.revision !== b.revision) return a === b;
  return isDeepStrictEqual([a.nodes, a.edges, a.domains, a.idcs], [b.nodes, b.edges, b.domains, b.idcs]);
}

/** `city.yaml` → `city.layout.json` beside it. */
export function layoutPathOf(workspacePath: string | null, builtInFolder: string): string {
  if (workspacePath === null) return join(builtInFolder, 'demo-city.layout.json');
  const extension = extname(workspacePath);
  const named = ['.yaml', '.yml'].includes(extension.toLowerCase()) ? extension : '';
  return join(dirname(workspacePath), `${basename(workspacePath, named)}.layout.json`);
}
