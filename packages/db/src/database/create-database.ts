import 'reflect-metadata';
import pg from 'pg';
import { QueryTypes, type Transaction } from 'sequelize';
import { Sequelize } from 'sequelize-typescript';
import { type Logger, silentLogger } from '../logger.ts';
import { associateModels } from '../models/associations.ts';
import { models } from '../models/index.ts';
import { checkBeforeUse } from './check-before-use.ts';
import { parseNumbers } from './parse-numbers.ts';
import { holdingConnection, type SecondConnection, watchSecondConnections } from './second-connection.ts';

export interface DatabaseConfig {
  /** `postgres://user:password@host:port/database`. */
  url: string;
  /** Connections that are normally enough. */
  poolSize?: number;
  /** Further connections for a rush. */
  poolOverflow?: number;
  /** Logs every statement, at level info. */
  echo?: boolean;
  logger?: Logger;
  /** Told of a statement that is sent beside the transaction that it is part of. Logged, unless something else is wanted. */
  onSecondConnection?: (err: SecondConnection) => void;
}

export interface Database {
  sequelize: Sequelize;
  /** Runs `work` in a transaction of its own: committed when `work` returns, rolled back when it throws anything. */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** Asks the server for a sign of life; throws when there is none. */
  ping(): Promise<void>;
  /** How the pool stands right now. */
  poolState(): PoolState;
  /** Waits for running queries and closes every connection. */
  close(): Promise<void>;
}

export interface PoolState {
  max: number;
  /** Open connections, in use or not. */
  open: number;
  available: number;
  inUse: number;
  /** Callers in the queue for a connection. */
  waiting: number;
}

/** How long a caller waits for a connection before it gets an error. */
const ACQUIRE_TIMEOUT_MS = 30_000;

/**
 * Opens the pool and binds the models to it. A process has one at a time: models belong to the database made last.
 * Connects on first use, so that it never fails itself.
 */
export function createDatabase(config: DatabaseConfig): Database {
  const { url, poolSize = 20, poolOverflow = 10, echo = false, logger = silentLogger } = config;
  const { onSecondConnection = (err) => logger.warn({ err }, err.message) } = config;
  const sequelize = new Sequelize(url, {
    dialect: 'postgres',
    dialectModule: pg,
    logging: echo ? (sql) => logger.info({ sql }, 'statement') : false,
    pool: { max: poolSize + poolOverflow, min: 0, idle: 30_000, acquire: ACQUIRE_TIMEOUT_MS },
    dialectOptions: {
      application_name: 'beatflow',
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
      // A caller that forgot its transaction must not hold its locks for ever.
      idle_in_transaction_session_timeout: 60_000,
    },
    hooks: { afterConnect: parseNumbers },
  });
  checkBeforeUse(sequelize);
  watchSecondConnections(sequelize, onSecondConnection);
  sequelize.addModels(models);
  associateModels();

  return {
    sequelize,
    transaction: (work) => sequelize.transaction((transaction) => holdingConnection(() => work(transaction))),
    ping: async () => {
      await sequelize.query('SELECT 1', { type: QueryTypes.SELECT, logging: false });
    },
    poolState: () => {
      const { maxSize, size, available, using, waiting } = getPool(sequelize);
      return { max: maxSize, open: size, available, inUse: using, waiting };
    },
    close: () => sequelize.close(),
  };
}

interface SequelizePool {
  maxSize: number;
  size: number;
  available: number;
  using: number;
  waiting: number;
}

function getPool(sequelize: Sequelize): SequelizePool {
  return (sequelize.connectionManager as unknown as { pool: SequelizePool }).pool;
}
