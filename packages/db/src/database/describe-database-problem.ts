/** Says in one sentence why a database could not be used, for a person who can mend it; null when the error is not about that. */
export function describeDatabaseProblem(err: unknown, url: string): string | null {
  const place = describePlace(url);
  if (place === null) {
    return 'DATABASE_URL is not an address like postgres://user:password@host:5432/database.';
  }
  const { host, database, user } = place;
  switch (findCode(err) ?? '') {
    case 'ECONNREFUSED':
      return `No PostgreSQL answers at ${host}: is it running, and is DATABASE_URL right?`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host of DATABASE_URL, ${host}, is not known.`;
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
      return `PostgreSQL at ${host} does not answer in time.`;
    case 'ECONNRESET':
      return `PostgreSQL at ${host} closed the connection.`;
    case '28P01':
    case '28000':
      return `PostgreSQL at ${host} does not let user “${user}” in: user, password or pg_hba.conf is wrong.`;
    case '3D000':
      return `PostgreSQL at ${host} has no database “${database}”: please create it first.`;
    case '42501':
      return `User “${user}” lacks the rights to do this in database “${database}”.`;
    case '53300':
      return `PostgreSQL at ${host} has no connection free.`;
    case '57P03':
      return `PostgreSQL at ${host} is still starting or already stopping: please try again.`;
    default:
      return null;
  }
}

function describePlace(url: string): { host: string; database: string; user: string } | null {
  try {
    const { protocol, host, pathname, username } = new URL(url);
    if (!/^postgres(ql)?:$/.test(protocol)) return null;
    return { host, database: decodeURIComponent(pathname.slice(1)), user: decodeURIComponent(username) };
  } catch {
    return null;
  }
}

/** The code may be on the error, on its cause, on what Sequelize wraps, or (several addresses tried) on the first of many. */
function findCode(err: unknown): string | null {
  if (typeof err !== 'object' || err === null) return null;
  const { code, cause, parent, errors } = err as Record<string, unknown>;
  if (typeof code === 'string') return code;
  return findCode(parent) ?? findCode(cause) ?? (Array.isArray(errors) ? findCode(errors[0]) : null);
}
