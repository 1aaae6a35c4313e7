import { isDeepStrictEqual } from 'node:util';
import type { CoreLink, CoreLinkSource } from '../../../../contract/coreLink';
import type { Workspace } from '../../../../contract/workspace';
import { joinNodes } from './addSightings';
import { buildStructure, type Structure } from './buildStructure';
import type { FoundNode, Sightings } from './draft';
import { SightingBook } from './sightingBook';

export type SightingWay = 'measured' | 'told';

/** The core link as it stands: everything that was seen lately, put together anew whenever somebody shows something. */
export class CoreLinkBook {
  /** By way and backend. */
  readonly #books = new Map<string, { readonly way: SightingWay; readonly backendId: string; readonly book: SightingBook }>();
  readonly #sources = new Map<string, CoreLinkSource>();
  #link: CoreLink;

  constructor(private readonly workspace: Workspace) {
    this.#link = { ...this.#build([]), revision: 1, sources: [] };
  }

  get link(): CoreLink {
    return this.#link;
  }

  /** @param at epoch ms of the room: what the source says is of then @param reason what is missing of it */
  note(way: SightingWay, backendId: string, sightings: Sightings, at: number, reason: string | null): void {
    const key = `${way} ${backendId}`;
    const known = this.#books.get(key) ?? { way, backendId, book: new SightingBook() };
    this.#books.set(key, known);
    known.book.note(sightings, at);
    this.#source({ backendId, at, nodes: sightings.nodes.size, edges: sightings.edges.length, reason });
    this.#rebuild();
  }

  /** It says nothing at the moment; what it said is kept. */
  noteFailure(backendId: string, reason: string): void {
    const before = this.#sources.get(backendId) ?? { backendId, at: null, nodes: 0, edges: 0 };
    this.#source({ ...before, reason });
    this.#link = { ...this.#link, sources: this.#listed() };
  }

  /** Another world: nothing that was seen before is there. */
  forget(): void {
    this.#books.clear();
    this.#sources.clear();
    this.#rebuild();
  }

  /** Where a backend is both measured and asked who calls whom, the one that says more is listed. */
  #source(source: CoreLinkSource): void {
    const before = this.#sources.get(source.backendId);
    const same = before !== undefined && before.edges > source.edges && source.reason === null;
    this.#sources.set(source.backendId, same ? { ...before, at: source.at } : source);
  }

  #listed(): CoreLinkSource[] {
    return [...this.#sources.values()].sort((a, b) => (a.backendId < b.backendId ? -1 : 1));
  }

  #rebuild(): void {
    const next = this.#build(this.#link.nodes);
    const { revision, sources: _sources, ...before } = this.#link;
    this.#link = {
      ...next,
      revision: isDeepStrictEqual(drawn(next), drawn(before)) ? revision : revision + 1,
      sources: this.#listed(),
    };
  }

  #build(standing: CoreLink['nodes']): Structure {
    const books = [...this.#books.values()].sort((a, b) => (a.backendId < b.backendId ? -1 : 1));
    const seen = (way: SightingWay): Sightings => join(books.filter((each) => each.way === way).map(({ book }) => book.read()));
    return buildStructure({
      workspace: this.workspace,
      measured: seen('measured'),
      told: seen('told'),
      standing: new Set(standing.flatMap(({ id, origin }) => (origin === 'discovered' ? [id] : []))),
    });
  }
}

/** What a revision counts: how many more there are beside the link moves nothing. */
function drawn({ leftOut: _, ...rest }: Structure): unknown {
  return rest;
}

function join(all: readonly Sightings[]): Sightings {
  const nodes = new Map<string, FoundNode>();
  for (const each of all) for (const [id, node] of each.nodes) nodes.set(id, joinNodes(nodes.get(id), node));
  return { nodes, edges: all.flatMap(({ edges }) => edges) };
}
