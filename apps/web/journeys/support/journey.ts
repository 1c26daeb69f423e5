import { test as base, expect } from '@playwright/test';
import { createPerson, type Person } from './person.ts';

interface JourneyFixtures {
  /** Signs somebody up through the API, as fast as it goes; their name is their own in every run. */
  newPerson: (name?: string) => Promise<Person>;
}

/** A journey through the product that `start-product.ts` started. */
export const test = base.extend<JourneyFixtures>({
  newPerson: async ({ playwright, baseURL }, use) => {
    const people: Person[] = [];
    await use(async (name = 'player') => {
      const request = await playwright.request.newContext({ baseURL });
      const person = await createPerson(request, name);
      people.push(person);
      return person;
    });
    for (const { request } of people) await request.dispose();
  },
});

export { expect };
