import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';

const assets = fileURLToPath(new URL('../../apps/web/dist/assets', import.meta.url));

/** What one push of the page took, in milliseconds. */
export interface WebPush {
  /** To ask what is missing, as soon as the file has been read. */
  askMs: number;
  /** From the first byte of the file that is sent until the server has put it together and keeps it. */
  sendMs: number;
  /** From then, or from the click on Push if that is later, until the version is made. */
  commitMs: number;
  /** From the click on Push until the version is made; what was sent before the click is not in it. */
  clickMs: number;
  /** From choosing the file until the page shows the new version: reading, drawing and clicking included. */
  allMs: number;
}

/** The built web app in Chromium, signed in, at the song of the benchmark. */
export class WebSide {
  readonly #browser: Browser;
  readonly #page: Page;

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.#page = page;
  }

  static async begin(url: string): Promise<WebSide> {
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-background-networking'],
    });
    const context = await browser.newContext({ baseURL: url });
    const signIn = { login: 'bench', password: 'a long enough password' };
    // What runs this file keeps the names of functions by a helper, which a page does not have.
    await context.addInitScript('globalThis.__name = (value) => value');
    await context.addInitScript(noteClicks);
    const answer = await context.request.post('/trpc/account.signIn', { data: signIn, headers: { origin: url } });
    if (!answer.ok()) throw new Error(await answer.text());
    return new WebSide(browser, await context.newPage());
  }

  /** How fast the worker reads a file, cuts it and hashes it, in megabytes a second. */
  async measureReading(path: string): Promise<number> {
    const worker = readdirSync(assets).find((name) => /^print-worker-.*\.js$/.test(name));
    if (!worker) throw new Error('The web app is not built.');
    await this.#openSong();
    const input = await this.#page.evaluateHandle(() => {
      const element = document.createElement('input');
      element.type = 'file';
      return document.body.appendChild(element);
    });
    await input.setInputFiles(path);
    return input.evaluate(async (element, script) => {
      const file = element.files![0]!;
      const worker = new Worker(script, { type: 'module' });
      const read = () =>
        new Promise<void>((resolve, reject) => {
          worker.onmessage = ({ data }) => {
            if (data.kind === 'result' && data.result.kind === 'read') resolve();
            else if (data.kind === 'result') reject(new Error(JSON.stringify(data.result)));
          };
          worker.postMessage({ kind: 'read', id: 'bench', file });
        });
      await read();
      const begin = performance.now();
      await read();
      const seconds = (performance.now() - begin) / 1000;
      worker.terminate();
      return file.size / 1e6 / seconds;
    }, `/assets/${worker}`);
  }

  /** Pushes a file onto the stem of its name. */
  async push(path: string): Promise<WebPush> {
    const page = this.#page;
    await this.#openSong();
    await page.getByRole('button', { name: 'Choose files' }).hover();
    await page.waitForLoadState('networkidle');
    const begin = performance.now();
    await page.getByTestId('push-files').setInputFiles(path);
    await page.getByText(`Replaces “${basename(path, '.wav')}”`).waitFor();
    // As git is given one; else the server listens to what changed, to say it.
    await page.getByLabel('What is new?').fill('Punch-in');
    await page.getByRole('button', { name: 'Push', exact: true }).click();
    await page.waitForURL(/\/commit\//, { timeout: 600_000 });
    const allMs = performance.now() - begin;
    return { allMs, ...(await page.evaluate(measureRequests)) };
  }

  end(): Promise<void> {
    return this.#browser.close();
  }

  async #openSong(): Promise<void> {
    await this.#page.goto('/bench/song');
    await this.#page.getByRole('button', { name: 'Choose files' }).waitFor();
  }
}

/** Runs in the page before its own program: remembers when Push was clicked. */
function noteClicks(): void {
  addEventListener(
    'click',
    ({ target, timeStamp }) => {
      const button = target instanceof Element ? target.closest('button') : null;
      if (button?.textContent === 'Push') document.documentElement.dataset.clickedPush = String(timeStamp);
    },
    { capture: true },
  );
}

/** Runs in the page, whose own clock saw each request begin and end. */
function measureRequests(): Omit<WebPush, 'allMs'> {
  const requests = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  const find = (part: RegExp) => requests.find(({ name }) => part.test(new URL(name).pathname))!;
  const ask = find(/^\/audio\/chunks\/missing$/);
  const sending = find(/^\/audio\/(chunks|\w+\/seal)$/);
  const seal = find(/^\/audio\/\w+\/seal$/);
  const commit = find(/^\/trpc\/commit\.create/);
  const clicked = Number(document.documentElement.dataset.clickedPush);
  return {
    askMs: ask.responseEnd - ask.startTime,
    sendMs: seal.responseEnd - sending.startTime,
    commitMs: commit.responseEnd - Math.max(seal.responseEnd, clicked),
    clickMs: commit.responseEnd - clicked,
  };
}
