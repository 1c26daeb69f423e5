import type { Client } from 'pg';
import type { Sequelize } from 'sequelize-typescript';

/** A connection that answered within this time is taken to be alive. */
const TRUSTED_MS = 1000;
const PING_TIMEOUT_MS = 3000;

interface ConnectionManager {
  getConnection(options?: object): Promise<Client>;
  releaseConnection(connection: Client): void;
  destroyConnection(connection: Client): Promise<void>;
}

/**
 * Makes the pool ask a connection for a sign of life before it hands it out, and replace it when there is none.
 *
 * Sequelize's own check only sees connections whose end was announced. A server that went away silently (a cable, a
 * firewall, a restored virtual machine) leaves connections that look open and fail at their next query.
 */
export function checkBeforeUse(sequelize: Sequelize): void {
  const manager = sequelize.connectionManager as unknown as ConnectionManager;
  const getConnection = manager.getConnection.bind(manager);
  const releaseConnection = manager.releaseConnection.bind(manager);
  const lastUsed = new WeakMap<Client, number>();

  manager.getConnection = async (options) => {
    for (;;) {
      const connection = await getConnection(options);
      const usedAt = lastUsed.get(connection);
      // A connection that was never used has only just been opened.
      if (usedAt === undefined || Date.now() - usedAt < TRUSTED_MS || (await isAlive(connection))) return connection;
      // Closing waits for the server's goodbye, which may never come; nobody needs to wait for it.
      manager.destroyConnection(connection).catch(() => {});
    }
  };
  manager.releaseConnection = (connection) => {
    lastUsed.set(connection, Date.now());
    releaseConnection(connection);
  };
}

async function isAlive(connection: Client): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, PING_TIMEOUT_MS, false);
  });
  const answer = connection.query('SELECT 1').then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([answer, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
