import { randomUUID } from 'node:crypto';
import type { TestClient, TestUser } from '../../testing/test-user.ts';
import type { Cast, Role, Stage, Visibility } from './access-stage.ts';

/** The status that each role gets, in the order of `roles`: anonymous, stranger, reader, writer, admin, owner. */
type Statuses = readonly [number, number, number, number, number, number];

export type SongRow = Record<Visibility, Statuses> & {
  run(client: TestClient | TestUser, stage: Stage, cast: Cast, role: Role): Promise<unknown>;
};

export interface AccountRow {
  anonymous: number;
  user: number;
  run(client: TestClient | TestUser): Promise<unknown>;
}

export const reading = { private: [404, 404, 200, 200, 200, 200], public: [200, 200, 200, 200, 200, 200] } as const;
export const writing = { private: [401, 404, 403, 200, 200, 200], public: [401, 403, 403, 200, 200, 200] } as const;
export const ruling = { private: [401, 404, 403, 403, 200, 200], public: [401, 403, 403, 403, 200, 200] } as const;
export const owning = { private: [401, 404, 403, 403, 403, 200], public: [401, 403, 403, 403, 403, 200] } as const;

export const forAll = { anonymous: 200, user: 200 };
export const forUsers = { anonymous: 401, user: 200 };

/** Who a client is; a visitor is nobody that there is. */
export const idOf = (client: TestClient | TestUser) => ('id' in client ? client.id : randomUUID());
