#!/usr/bin/env node
import { run } from './run.ts';

// Whoever reads the output may stop before its end: `beatflow log | head`.
process.stdout.on('error', (err: NodeJS.ErrnoException) => {
  if (err.code === 'EPIPE') process.exit(0);
  throw err;
});
const { env, stdin, stdout, stderr, argv } = process;
void run(argv.slice(2), { cwd: process.cwd(), env, stdin, stdout, stderr }).then((code) => {
  process.exitCode = code;
});
