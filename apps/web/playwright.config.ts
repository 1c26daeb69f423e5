import { defineConfig } from '@playwright/test';

/** Journeys in a real browser; Debian's Chromium unless `CHROMIUM_PATH` says otherwise. */
export default defineConfig({
  testDir: 'journeys',
  outputDir: '.results/journeys',
  timeout: 60_000,
  workers: 1,
  reporter: [['list']],
  use: {
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-background-networking', '--autoplay-policy=no-user-gesture-required'],
    },
  },
});
