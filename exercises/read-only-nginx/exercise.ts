import { exercise, goals, yamlFiles } from '#engine';

const config = `# nginx as an ordinary user: everything that it writes goes to /tmp.
pid /tmp/nginx.pid;

events {}

http {
  include /etc/nginx/mime.types;
  client_body_temp_path /tmp/client_temp;
  proxy_temp_path /tmp/proxy_temp;
  fastcgi_temp_path /tmp/fastcgi_temp;
  uwsgi_temp_path /tmp/uwsgi_temp;
  scgi_temp_path /tmp/scgi_temp;

  server {
    listen 8080;
    root /usr/share/nginx/html;
  }
}
`;
const web = { service: 'web', site: '/usr/share/nginx/html' };

export default exercise({
  slug: 'read-only-nginx',
  title: 'A read-only nginx',
  task: `Since \`read_only: true\` was added, nginx does not start. The log shows the first path that it misses; it writes to another one after that. The image keeps its process id in \`/run\`.

Let nginx start with its root file system read-only. It may write what it needs while it runs, and nothing else. The site in \`./site\` must still be served on port 8080 of the host. You may choose another image of nginx, or mount the configuration that lies in \`config/\`.`,
  kind: 'edit',
  objectives: ['run-read-only'],
  difficulty: 'practice',
  minutes: 4,
  version: 1,
  editable: ['compose.yaml'],
  optional: ['nginx.conf'],
  readers: [yamlFiles],
  context: [
    { path: 'config/nginx.conf', bytes: config.length, text: config },
    { path: 'site/index.html', bytes: 4_120 },
    { path: 'site/style.css', bytes: 2_080 },
  ],
  goals: [
    goals.nginxCanWrite({ ...web, id: 'nginx-starts', kind: 'achieve', title: 'nginx can write where it must' }),
    goals.serviceIsReadOnly({ ...web, id: 'still-read-only', kind: 'achieve', title: 'The root file system is read-only' }),
    goals.writesOnlyWhatItNeeds({ ...web, id: 'nothing-else', kind: 'keep', title: 'Nothing else can be written, and nothing is hidden' }),
    goals.nginxUserFits({ ...web, id: 'user-fits', kind: 'keep', title: 'Its user and its rights fit the image' }),
    goals.nginxStillServes({ ...web, id: 'still-serves', kind: 'keep', title: 'The site is served on port 8080', host: '8080' }),
    goals.acceptedByCompose({ id: 'compose-takes-it', kind: 'keep', title: 'Compose takes the file' }),
    goals.nginxWithoutRoot({ ...web, id: 'without-root', kind: 'polish', title: 'nginx runs without root' }),
  ],
});
