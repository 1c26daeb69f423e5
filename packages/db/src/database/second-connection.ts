import { AsyncLocalStorage } from 'node:async_hooks';
import type { Sequelize } from 'sequelize-typescript';

/** Somebody holds the connection of a transaction and asks for another: with as many of them as connections, all wait for ever. */
export class SecondConnection extends Error {
  override name = 'SecondConnection';
}

/** The transaction that the work at hand is part of. */
const transactions = new AsyncLocalStorage<{ isOver: boolean }>();

/** Runs the work of a transaction, which holds a connection. */
export function holdingConnection<T>(work: () => Promise<T>): Promise<T> {
  const transaction = { isOver: false };
  return transactions.run(transaction, async () => {
    try {
      return await work();
    } finally {
      // What it began and did not wait for holds nothing.
      transaction.isOver = true;
    }
  });
}

/** Tells of whoever forgot to pass their transaction on. */
export function watchSecondConnections(sequelize: Sequelize, onSecond: (err: SecondConnection) => void): void {
  const manager = sequelize.connectionManager as unknown as { getConnection(options?: object): Promise<unknown> };
  const getConnection = manager.getConnection.bind(manager);
  manager.getConnection = async (options) => {
    if (transactions.getStore()?.isOver === false) {
      onSecond(new SecondConnection('A statement inside a transaction took a connection of its own.'));
    }
    return getConnection(options);
  };
}
