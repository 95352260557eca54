/** `npm start`: builds the site and serves it on this machine. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildSite } from './build-site.ts';
import { root } from './run.ts';
import { type StaticServer, serveFolder, tidyBase } from './static-server.ts';

const help = `Builds the site and serves it on this machine.

  npm start -- [--port 4321] [--host 127.0.0.1] [--no-build]

  --port      port to serve on; PORT does the same; 0 takes a free one
  --host      address to listen on; 0.0.0.0 lets other machines in
  --no-build  serve dist/ as it is

BASE_PATH=/course/ builds and serves the site under that path.`;

/** Says why in one sentence and ends with exit code 1. */
function giveUp(message: string): never {
  console.error(message);
  process.exit(1);
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: process.env.PORT || '4321' },
        host: { type: 'string', default: '127.0.0.1' },
        'no-build': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const port = Number(values.port);
    if (!/^\d+$/.test(values.port) || port > 65535) giveUp(`\`${values.port}\` is not a port: write a number from 0 to 65535.`);
    return { ...values, port };
  } catch (error) {
    return giveUp(`${(error as Error).message}\n\n${help}`);
  }
}

async function build(): Promise<void> {
  const began = performance.now();
  console.log('Building the site …');
  const { code, output } = await buildSite();
  if (code !== 0) giveUp(`${output}\nThe site could not be built; the reason stands above.`);
  console.log(`Built in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
}

async function listen(folder: string, port: number, host: string, base: string): Promise<StaticServer> {
  try {
    return await serveFolder({ folder, port, host, base });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      giveUp(`Port ${port} is in use: stop what runs there, or choose another one with \`npm start -- --port ${port + 1}\`.`);
    if (code === 'EACCES')
      giveUp(`Port ${port} needs more rights than this user has: choose one above 1023 with \`npm start -- --port 4321\`.`);
    return giveUp(`The server could not start: ${message}`);
  }
}

const { port, host, 'no-build': keep, help: wantsHelp } = readArguments();
if (wantsHelp) {
  console.log(help);
  process.exit(0);
}
const folder = join(root, 'dist');
const base = tidyBase(process.env.BASE_PATH ?? '/');
if (!keep) {
  // Said before the build, not after it.
  await (await listen(root, port, host, base)).close();
  await build();
} else if (!existsSync(join(folder, 'index.html'))) {
  giveUp('There is no built site in dist/: leave out --no-build, or run `npm run build` first.');
}

const server = await listen(folder, port, host, base);
console.log(`Shipshape is at ${server.origin}${base} (Ctrl-C stops it).`);
const stop = () => server.close().then(() => process.exit(0));
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
