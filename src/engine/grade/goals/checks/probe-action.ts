/** What a Kubernetes probe asks of an app whose endpoints are known, and why nothing would answer. */
import type { ProbeAction } from '../../../formats/kubernetes/model.ts';

/** Where an app tells what. */
export interface App {
  port: number;
  /** Paths: what is asked for the process alone, and with its dependencies. */
  paths: { alive: string; ready: string };
  /** The same as services of the gRPC health protocol. */
  grpc?: { port: number; alive: string; ready: string };
  /** The same as a program of the image, by its last argument. */
  program?: { path: string; alive: string; ready: string };
  /** Programs that the image does not have: 'sh', 'curl'. */
  lacks: string[];
}

export interface Asked {
  /** `port`: that it is open. `other`: something else. `unknown`: cannot be told. */
  question: 'alive' | 'ready' | 'port' | 'other' | 'unknown';
  /** In words, with what was written: '`/ready`'. */
  what: string;
  problem?: { mistake: string; why: string };
}

/** What a probe asks. */
export function askedBy(action: ProbeAction, app: App): Asked {
  switch (action.type) {
    case 'httpGet':
      return overHttp(action, app);
    case 'tcpSocket': {
      const what = `port \`${action.port ?? action.portName ?? ''}\``;
      const open = action.port === undefined || action.port === app.port || action.port === app.grpc?.port;
      return { question: 'port', what, ...(open ? noName(action) : { problem: otherPort(action.port, app.port) }) };
    }
    case 'grpc':
      return overGrpc(action, app);
    case 'exec':
      return byProgram(
        action.command.map(({ value, text }) => value ?? text),
        app,
      );
    case 'none':
      return { question: 'other', what: 'nothing', problem: { mistake: 'asks-nothing', why: 'it says when to ask and not what.' } };
  }
}

const otherPort = (port: number | undefined, right: number) => ({
  mistake: 'other-port',
  why: `it asks port ${port}, and nothing answers there. The app listens on ${right}.`,
});

const noName = ({ port, portName }: { port?: number; portName?: string }) =>
  port === undefined && portName !== undefined
    ? { problem: { mistake: 'unknown-port-name', why: `it asks the port \`${portName}\`, and the container has no port of that name.` } }
    : {};

function overHttp(action: Extract<ProbeAction, { type: 'httpGet' }>, app: App): Asked {
  const path = action.path.replace(/[?#].*$/, '').replace(/(?<=.)\/$/, '');
  const question = path === app.paths.alive ? 'alive' : path === app.paths.ready ? 'ready' : 'other';
  const what = `\`${action.path}\``;
  if (action.host !== undefined)
    return {
      question,
      what,
      problem: {
        mistake: 'other-host',
        why: `it names the host \`${action.host}\`. The kubelet asks from the node, so that is not the pod; without a host it asks the pod itself.`,
      },
    };
  if (action.scheme.toUpperCase() === 'HTTPS')
    return { question, what, problem: { mistake: 'https', why: 'it speaks HTTPS, and the app answers plain HTTP on its port.' } };
  if (action.port !== undefined && action.port !== app.port) return { question, what, problem: otherPort(action.port, app.port) };
  return { question, what, ...noName(action) };
}

function overGrpc(action: Extract<ProbeAction, { type: 'grpc' }>, app: App): Asked {
  const what = action.service ? `the gRPC service \`${action.service}\`` : 'the gRPC health service as a whole';
  if (!app.grpc) return { question: 'unknown', what };
  // Where no service is named, the app is asked for one with an empty name, which it does not know.
  const question = action.service === app.grpc.alive ? 'alive' : action.service === app.grpc.ready ? 'ready' : 'other';
  return action.port === undefined || action.port === app.grpc.port
    ? { question, what }
    : { question, what, problem: otherPort(action.port, app.grpc.port) };
}

function byProgram(words: string[], app: App): Asked {
  const [program = '', ...args] = words;
  const what = `\`${words.join(' ')}\``;
  const name = program.split('/').at(-1) ?? program;
  if (program === '')
    return { question: 'other', what: 'nothing', problem: { mistake: 'asks-nothing', why: 'it names no program to start.' } };
  const bare = program === app.program?.alive || program === app.program?.ready;
  if (bare || app.lacks.includes(name))
    return {
      question: 'unknown',
      what,
      problem: { mistake: 'no-program', why: `it starts \`${program}\`, and the image has no such program: every check fails.` },
    };
  if (!app.program || (program !== app.program.path && name !== app.program.path.split('/').at(-1))) return { question: 'unknown', what };
  const question = args.at(-1) === app.program.alive ? 'alive' : args.at(-1) === app.program.ready ? 'ready' : 'other';
  return { question, what };
}
