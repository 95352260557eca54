import { exercise, goals, yamlFiles } from '#engine';

const dockerfile = `FROM gcr.io/distroless/nodejs24-debian13
WORKDIR /app
COPY --from=registry.example.com/shop/api-build:2.1.0 /app ./
USER 1000:1000
EXPOSE 8080 9090
HEALTHCHECK --start-period=90s --timeout=3s CMD ["/app/bin/health", "ready"]
CMD ["server.js"]
`;
const app = {
  container: 'api',
  app: {
    port: 8080,
    paths: { alive: '/live', ready: '/ready' },
    grpc: { port: 9090, alive: 'live', ready: 'ready' },
    program: { path: '/app/bin/health', alive: 'live', ready: 'ready' },
    lacks: ['sh', 'bash', 'curl', 'wget', 'nc', 'cat'],
  },
};

export default exercise({
  slug: 'three-probes',
  title: 'Three probes, three questions',
  task: `In Docker this image is healthy. In the cluster its pods restart for ever, and when the database had a short break last week, all of them were restarted at once.

Give the container the probes that fit it. Nothing may kill it in a cold start, which takes up to 90 seconds. It may get requests only while it can reach its database. And a database that is away must not get a single running pod restarted.

What the app answers, where and how fast stands at the top of the file.`,
  kind: 'edit',
  objectives: ['translate-to-kubernetes'],
  difficulty: 'challenge',
  minutes: 5,
  version: 1,
  editable: ['deployment.yaml'],
  readers: [yamlFiles],
  context: [{ path: 'Dockerfile', bytes: dockerfile.length, text: dockerfile }],
  goals: [
    goals.hasTimeToStart({
      id: 'time-to-start',
      kind: 'achieve',
      title: 'Nothing kills the container while it starts',
      container: 'api',
      needs: 90,
    }),
    goals.readinessAsksDependencies({
      id: 'ready-with-database',
      kind: 'achieve',
      title: 'It gets requests only while it can answer them',
      ...app,
    }),
    goals.livenessAsksProcess({
      id: 'alive-without-database',
      kind: 'achieve',
      title: 'A database that is away restarts nothing',
      ...app,
    }),
    goals.probesWaitForAnswers({
      id: 'time-to-answer',
      kind: 'achieve',
      title: 'A probe waits for as long as the answer may take',
      readyTakes: 2,
      ...app,
    }),
    goals.probesReachApp({ id: 'asks-where-it-answers', kind: 'keep', title: 'Every probe asks where the app answers', ...app }),
    goals.acceptedByKubernetes({ id: 'cluster-takes-it', kind: 'keep', title: 'The cluster takes every field' }),
    goals.keepsImage({ id: 'same-image', kind: 'keep', title: 'It is still the same image', image: 'registry.example.com/shop/api' }),
    goals.awaitsStartByAsking({ id: 'asks-for-the-start', kind: 'polish', title: 'The start is awaited by asking', ...app }),
    goals.killsLate({
      id: 'kills-late',
      kind: 'polish',
      title: 'A liveness probe is slow to kill, or its absence is explained',
      container: 'api',
    }),
  ],
});
