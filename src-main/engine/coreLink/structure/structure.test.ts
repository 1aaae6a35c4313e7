import { describe, expect, it } from 'vitest';
import { discoveredNodesMax } from '../../../../contract/coreLink';
import { workspaceSchema } from '../../../../contract/workspace';
import { createNodeNames } from '../nodeNames';
import { CoreLinkBook } from './coreLinkBook';
import { sightingsOfTopology } from './sightingsOf';

const name = { zh: '店', en: 'shop' };
const noon = Date.parse('2026-11-22T12:00:00+08:00');
const minuteMs = 60_000;
const workspace = workspaceSchema.parse({
  version: 1,
  name,
  timeZone: 'Asia/Shanghai',
  backends: { city: { kind: 'demoCity', url: 'embedded' } },
  source: 'city',
  metrics: { paid: { name, query: { demoCity: 'paid' } } },
  funnel: [{ metric: 'paid' }],
  coreLink: {
    domains: { trade: { name } },
    nodes: {
      web: { name, domain: 'trade', kind: 'service' },
      pay: { name, domain: 'trade', kind: 'service' },
    },
    edges: [{ from: 'web', to: 'pay' }],
  },
});
const names = createNodeNames(workspace);

type Call = readonly [from: string, to: string, callsPerSecond: number];

function seen(...calls: readonly Call[]) {
  return sightingsOfTopology(
    { at: null, nodes: [], edges: calls.map(([from, to, callsPerSecond]) => ({ from, to, callsPerSecond })), reason: null },
    names,
  );
}

function bookWith(at: number, ...calls: readonly Call[]): CoreLinkBook {
  const book = new CoreLinkBook(workspace);
  book.note('told', 'city', seen(...calls), at, null);
  return book;
}

const discoveredOf = ({ link }: CoreLinkBook): string[] =>
  link.nodes.flatMap(({ id, origin }) => (origin === 'discovered' ? [id] : []));

describe('the structure of the core link', () => {
  it('has the workspace alone before anybody has spoken, and at the margin what calls it or is called by it', () => {
    expect(new CoreLinkBook(workspace).link).toMatchObject({ revision: 1, nodes: [{ id: 'web' }, { id: 'pay' }], sources: [] });
    const book = bookWith(
      noon,
      ['pay', 'bank', 1],
      ['cron', 'pay', 1],
      ['bank', 'vault', 9],
      ['pay', 'web', 1],
      ['unknown', 'pay', 5],
    );
    expect(discoveredOf(book)).toEqual(['bank', 'cron']);
    expect(book.link.edges.map(({ id, origin }) => `${id} ${origin}`)).toEqual([
      'web→pay workspace',
      'cron→pay discovered',
      'pay→bank discovered',
      'pay→web discovered',
    ]);
  });

  it('keeps what was discovered for an hour, and its revision while nothing changes', () => {
    const book = bookWith(noon, ['pay', 'bank', 1]);
    const { revision } = book.link;
    for (let minute = 1; minute <= 60; minute += 1)
      book.note('told', 'city', seen(['web', 'pay', minute]), noon + minute * minuteMs, null);
    expect([discoveredOf(book), book.link.revision]).toEqual([['bank'], revision]);
    book.note('told', 'city', seen(['web', 'pay', 1]), noon + 61 * minuteMs, null);
    expect([discoveredOf(book), book.link.revision]).toEqual([[], revision + 1]);
  });

  it('draws the busiest up to the limit, counts the rest, and does not give a place away to somebody busier', () => {
    const many = Array.from({ length: discoveredNodesMax + 3 }, (_, i): Call => ['pay', `s${i}`, 100 - i]);
    const book = bookWith(noon, ...many);
    expect([discoveredOf(book).length, book.link.leftOut]).toEqual([discoveredNodesMax, 3]);
    expect(discoveredOf(book)).not.toContain(`s${discoveredNodesMax}`);
    const { revision } = book.link;
    book.note('told', 'city', seen(['pay', `s${discoveredNodesMax}`, 9_000]), noon + minuteMs, null);
    expect([discoveredOf(book).includes(`s${discoveredNodesMax}`), book.link.revision]).toEqual([false, revision]);
  });

  it('is the same graph in whatever order it is told, with one id for one name', () => {
    const calls: Call[] = [
      ['pay', 'order/api v2', 1],
      ['pay', 'order api v2', 2],
      ['9lives', 'web', 3],
      ['订单', 'pay', 4],
    ];
    const [one, other] = [bookWith(noon, ...calls), bookWith(noon, ...calls.toReversed())];
    expect(other.link).toEqual(one.link);
    expect(discoveredOf(one)).toHaveLength(4);
    expect(discoveredOf(one).every((id) => /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/.test(id))).toBe(true);
  });
});
