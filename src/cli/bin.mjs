#!/usr/bin/env node
// The command `shipshape`. Plain JavaScript, which any Node.js reads: the rest is TypeScript and needs one that strips types.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

if (process.features.typescript) {
  // Stripping types from the whole engine takes longer than grading with it: once is enough.
  module.enableCompileCache();
  await import('./shipshape.ts');
} else {
  // An older Node.js: the project brings its own, as the npm package `node`.
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  const own = fileURLToPath(new URL(`../../node_modules/node/bin/${program}`, import.meta.url));
  if (existsSync(own)) {
    const main = fileURLToPath(new URL('./shipshape.ts', import.meta.url));
    process.exitCode = spawnSync(own, [main, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 2;
  } else {
    console.error('shipshape needs Node.js 24, or `npm ci` in its own folder, which brings one.');
    process.exitCode = 2;
  }
}
