import { expect } from 'vitest';
import { startTestProcess } from './test-process.ts';

export interface AdminResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs an admin command, as a process of its own, to its end. */
export async function runAdmin(settings: Record<string, string>, ...command: string[]): Promise<AdminResult> {
  const { exitCode, output } = startTestProcess(settings, ['src/admin/main.ts', ...command]);
  return { code: await exitCode, ...output };
}

/** The same for a command that must find all well. */
export async function expectAdminWell(settings: Record<string, string>, ...command: string[]): Promise<void> {
  const { code, stdout, stderr } = await runAdmin(settings, ...command);
  expect(code, stdout + stderr).toBe(0);
}
