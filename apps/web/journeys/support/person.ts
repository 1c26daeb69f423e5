import { randomBytes } from 'node:crypto';
import type { AppRouter } from '@beatflow/api';
import type { APIRequestContext, Page } from '@playwright/test';
import { createTRPCClient, httpLink, type TRPCClient } from '@trpc/client';

/** Somebody with an account: their way into the API, and into a browser. */
export interface Person {
  username: string;
  email: string;
  password: string;
  request: APIRequestContext;
  api: TRPCClient<AppRouter>;
  /** Puts their session into a page's browser. */
  enter(page: Page): Promise<void>;
}

/** Signs up `name` with a few letters of its own behind. */
export async function createPerson(request: APIRequestContext, name: string): Promise<Person> {
  const username = `${name}-${randomBytes(4).toString('hex')}`;
  const email = `${username}@example.org`;
  const password = `the password of ${name}`;
  const api = createJourneyClient(request);
  await api.account.signUp.mutate({ username, email, password });
  return {
    username,
    email,
    password,
    request,
    api,
    async enter(page) {
      const { cookies } = await request.storageState();
      await page.context().addCookies(cookies);
    },
  };
}

/** The API's client over Playwright's requests, which keep the session's cookie. */
function createJourneyClient(request: APIRequestContext): TRPCClient<AppRouter> {
  return createTRPCClient<AppRouter>({
    links: [
      httpLink({
        // Playwright's requests know their own base address; tRPC wants one that it can parse.
        url: 'http://journey.invalid/trpc',
        fetch: async (input, init) => {
          const { pathname, search } = new URL(input instanceof Request ? input.url : input);
          const response = await request.fetch(pathname + search, {
            method: init?.method,
            headers: { 'content-type': 'application/json' },
            data: typeof init?.body === 'string' ? init.body : undefined,
          });
          return new Response(new Uint8Array(await response.body()), { status: response.status() });
        },
      }),
    ],
  });
}
