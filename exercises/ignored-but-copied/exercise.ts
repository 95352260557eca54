import { exercise, goals } from '#engine';

const manifest = `{
  "name": "shop-web",
  "private": true,
  "scripts": { "build": "vite build", "dev": "vite" },
  "devDependencies": { "typescript": "^6.0.0", "vite": "^8.0.0" }
}
`;

export default exercise({
  slug: 'ignored-but-copied',
  title: 'Ignored, but copied',
  task: `The build stops with \`"/dist": not found\`, although \`dist\` is right there on disk. nginx serves what is in \`/usr/share/nginx/html\`.

Get the built site into the image, and keep \`node_modules\` out of the context. You may change the Dockerfile, the ignore file or the build command, and add an ignore file.`,
  kind: 'edit',
  objectives: ['explain-ignored-copy'],
  difficulty: 'first-steps',
  minutes: 3,
  version: 1,
  editable: ['nginx.Dockerfile', '.dockerignore', 'build.sh'],
  optional: ['nginx.Dockerfile.dockerignore', 'dist/.dockerignore'],
  context: [
    { path: '.git/', bytes: 3_120_000 },
    { path: 'dist/assets/index-b41c.css', bytes: 6_120 },
    { path: 'dist/assets/index-d09e.js', bytes: 148_200 },
    { path: 'dist/index.html', bytes: 612 },
    { path: 'index.html', bytes: 402 },
    { path: 'node_modules/', bytes: 92_400_000 },
    { path: 'package-lock.json', bytes: 101_330 },
    { path: 'package.json', bytes: manifest.length, text: manifest },
    { path: 'src/main.ts', bytes: 3_880 },
    { path: 'src/style.css', bytes: 2_140 },
    { path: 'tsconfig.json', bytes: 240 },
    { path: 'vite.config.ts', bytes: 188 },
  ],
  goals: [
    goals.servesBuiltSite({
      id: 'site-in-image',
      kind: 'achieve',
      title: 'The built site is where nginx looks for it',
      dockerfile: 'nginx.Dockerfile',
      commands: 'build.sh',
      built: 'dist',
      folder: '/usr/share/nginx/html',
    }),
    goals.staysOut({
      id: 'node-modules-stay-out',
      kind: 'keep',
      title: 'No `node_modules` folder is sent',
      dockerfile: 'nginx.Dockerfile',
      matching: '**/node_modules',
      why: 'No step of this build should take packages from your machine.',
      praise: '`node_modules` stays on your machine.',
    }),
    goals.basedOn({
      id: 'still-nginx',
      kind: 'keep',
      title: 'The final image is still nginx',
      dockerfile: 'nginx.Dockerfile',
      names: ['nginx', 'nginxinc/nginx-unprivileged', 'dhi.io/nginx', 'cgr.dev/chainguard/nginx'],
    }),
  ],
});
