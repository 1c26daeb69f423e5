import { defineConfig } from '@playwright/test';

/** Journeys through the real product: the built API, a real PostgreSQL, the built web app, in Chromium. */
export default defineConfig({
  testDir: 'journeys',
  outputDir: '.results/journeys',
  globalSetup: './journeys/support/start-product.ts',
  fullyParallel: true,
  workers: process.env.CI ? 1 : 2,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: '.results/journeys.json' }]],
  use: {
    browserName: 'chromium',
    // Set by the global setup; every worker reads this file after it.
    baseURL: process.env.JOURNEYS_URL,
    locale: 'en-GB',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-background-networking', '--autoplay-policy=no-user-gesture-required'],
    },
  },
});
