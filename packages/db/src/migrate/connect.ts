import pg from 'pg';

/** Opens one plain connection outside of any pool, hands it to `work`, and closes it. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'beatflow',
    connectionTimeoutMillis: 10_000,
  });
  // Without a listener an error between two queries would end the process; the next query reports it anyway.
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}
