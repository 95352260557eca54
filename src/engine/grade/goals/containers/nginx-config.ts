/** The paths that nginx writes to, read from its configuration. */

const written = ['pid', 'client_body_temp_path', 'proxy_temp_path', 'fastcgi_temp_path', 'uwsgi_temp_path', 'scgi_temp_path'];

/** Where the nginx of the official image writes when its configuration does not say otherwise. */
const defaults: Record<string, string> = {
  pid: '/run/nginx.pid',
  client_body_temp_path: '/var/cache/nginx/client_temp',
  proxy_temp_path: '/var/cache/nginx/proxy_temp',
  fastcgi_temp_path: '/var/cache/nginx/fastcgi_temp',
  uwsgi_temp_path: '/var/cache/nginx/uwsgi_temp',
  scgi_temp_path: '/var/cache/nginx/scgi_temp',
};

/**
 * Files and folders that nginx creates with this configuration (its main file; what it includes is not read), and the first port
 * that it listens on. Never throws: a text that is no configuration gives the defaults.
 */
export function readNginxConfig(text: string): { writes: string[]; port?: number } {
  const found = new Map(Object.entries(defaults));
  let port: number | undefined;
  for (const [name, value] of directives(text)) {
    if (value === undefined) continue;
    if (written.includes(name)) found.set(name, value);
    if (name === 'listen') port ??= /^(?:.*:)?(\d+)$/.test(value) ? Number(value.replace(/^.*:/, '')) : undefined;
  }
  return { writes: [...new Set(found.values())], ...(port === undefined ? {} : { port }) };
}

/** Every directive with its first argument; blocks are opened and closed like directives without one. */
function directives(text: string): [string, string | undefined][] {
  const words = text
    .split('\n')
    .map((line) => line.replace(/#.*$/, ''))
    .join(' ')
    .replace(/([;{}])/g, ' $1 ')
    .split(/\s+/)
    .filter(Boolean);
  const all: [string, string | undefined][] = [];
  let current: string[] = [];
  for (const word of words) {
    if (!/^[;{}]$/.test(word)) current.push(word.replace(/^(['"])(.*)\1$/, '$2'));
    else {
      const [name, value] = current;
      if (name !== undefined) all.push([name, value]);
      current = [];
    }
  }
  return all;
}
