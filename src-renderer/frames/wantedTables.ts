import type { Table, TableQuery } from '../../contract/frames';
import { tableCountMax } from '../../contract/limits';

/** The tables a window wants, and what the engine last said about each. */
export interface WantedTables {
  want(query: TableQuery): WantedTable;
  /** What somebody shows now. */
  queries(): TableQuery[];
  receive(tables: readonly Table[]): void;
  /** Whether every table on show has been read with its past days. */
  settled(): boolean;
}

export interface WantedTable {
  /** Null until the first answer. A new object with each change. */
  table(): Table | null;
  /** Replaces the listener; called after the table has changed. */
  onTable(listener: () => void): void;
  release(): void;
}

interface Registered {
  readonly query: TableQuery;
  readonly users: Set<User>;
  table: Table | null;
}

interface User {
  listener: (() => void) | null;
}

/** @param askSoon what is wanted has changed */
export function createWantedTables(askSoon: () => void): WantedTables {
  const registered = new Map<string, Registered>();
  const shown = (): Registered[] => [...registered.values()].filter(({ users }) => users.size > 0);
  return {
    want: (query) => {
      const known = registered.get(query.tableId);
      const entry: Registered =
        known !== undefined && JSON.stringify(known.query) === JSON.stringify(query)
          ? known
          : { query, users: new Set<User>(), table: null };
      registered.set(query.tableId, entry);
      const user: User = { listener: null };
      entry.users.add(user);
      askSoon();
      return {
        table: () => entry.table,
        onTable: (listener) => {
          user.listener = listener;
        },
        release: () => {
          entry.users.delete(user);
          askSoon();
        },
      };
    },
    queries: () => {
      // Forgotten only now: who lets go and wants the same in one breath keeps its rows.
      for (const [tableId, { users }] of registered) if (users.size === 0) registered.delete(tableId);
      return shown()
        .map(({ query }) => query)
        .slice(0, tableCountMax);
    },
    receive: (tables) => {
      for (const table of tables) {
        const entry = registered.get(table.tableId);
        if (entry === undefined) continue;
        entry.table = table;
        for (const user of entry.users) user.listener?.();
      }
    },
    settled: () => shown().every(({ table }) => table !== null && table.status.phase !== 'loading'),
  };
}
