import { z } from 'zod';

// Each setting is text from the environment. Its error message is what it has to be: "a whole number from 0 to 65535".

/** A setting of one's own: what it has to be, and how to read it; undefined is a mistake. */
export function setting<T>(isWhat: string, read: (text: string) => T | undefined) {
  return z.string().transform((text, ctx) => {
    const value = read(text.trim());
    if (value !== undefined) return value;
    ctx.addIssue({ code: 'custom', message: isWhat });
    return z.NEVER;
  });
}

export function numberSetting(min: number, max: number) {
  return setting(`a number from ${min} to ${max}`, (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    return value >= min && value <= max ? value : undefined;
  });
}

export function booleanSetting() {
  return setting('true or false', (text) => ({ true: true, '1': true, false: false, '0': false })[text.toLowerCase()]);
}

export function choiceSetting<const Choice extends string>(choices: readonly Choice[]) {
  return setting(`one of ${choices.join(', ')}`, (text) => choices.find((choice) => choice === text.toLowerCase()));
}

const unitBytes: Record<string, number> = {
  '': 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

export function bytesSetting() {
  return setting('a size such as 2000000000, 500MB or 4GiB', (text) => {
    const [, digits = '', unit = ''] = /^(\d+)\s*([a-z]*)$/i.exec(text) ?? [];
    const value = Number(digits) * (unitBytes[unit.toLowerCase()] ?? Number.NaN);
    return digits && Number.isSafeInteger(value) && value > 0 ? value : undefined;
  });
}

const unitMs: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

export function durationSetting() {
  return setting('a time such as 90m, 24h or 14d', (text) => {
    const [, digits = '', unit = ''] = /^(\d{1,6})\s*([mhd])$/i.exec(text) ?? [];
    return digits ? Number(digits) * unitMs[unit.toLowerCase()]! : undefined;
  });
}

export function urlSetting(protocols: readonly string[], example: string) {
  return setting(`an address like ${example}`, (text) =>
    URL.canParse(text) && protocols.includes(new URL(text).protocol) ? text : undefined,
  );
}

/** How many proxies stand in front: false for none, or their number. */
export function proxySetting() {
  return setting('false, true (one proxy), or the number of proxies in front', (text) => {
    if (/^(false|0)$/i.test(text)) return 0;
    if (/^true$/i.test(text)) return 1;
    return /^[1-9]\d?$/.test(text) ? Number(text) : undefined;
  });
}

export function textSetting() {
  return setting('a text', (text) => text);
}

export function tokenSetting() {
  return setting('a secret of at least 16 printable characters', (text) =>
    /^[\x21-\x7e]{16,}$/.test(text) ? text : undefined,
  );
}
