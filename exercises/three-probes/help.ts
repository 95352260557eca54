import { help } from '#engine';

export default help({
  hints: [
    'There are three questions. Has it started? Can it take requests? Does it still answer at all? For each, who acts on a *no*, and how?',
    'Only the liveness and the startup probe kill. Whatever they ask has to be something that a restart can repair.',
    'A startup probe holds the others back until it has passed once. How long it is patient is its period times its failure threshold.',
    'Startup on `/live` with 90 seconds or more of patience, readiness on `/ready` with a timeout above the two seconds, liveness on `/live`.',
  ],
  why: 'Each probe asks what its consequence can repair: a slow start is waited for, a missing database takes the pod out of the traffic, and only a dead process is restarted.',
  approaches: [
    {
      name: 'three-questions',
      title: 'Three probes over HTTP, ports by name',
      note: 'The usual shape. Names keep the port in one place. Up to 150 seconds for the start, and after that a liveness probe that knows nothing of it.',
    },
    {
      name: 'ports-by-number',
      title: 'Ports by number',
      note: 'The same. Numbers work without a named port and have to be changed in each probe.',
    },
    {
      name: 'program-of-the-image',
      title: 'A program of the image',
      note: 'For apps that do not speak HTTP. Each check starts a process in the container and counts against its limits.',
    },
    {
      name: 'over-grpc',
      title: 'gRPC health protocol',
      note: 'For gRPC services: the kubelet speaks the protocol itself. The probe takes the port as a number only.',
    },
    {
      name: 'no-liveness',
      title: 'No liveness probe',
      note: 'Right for a process that ends when it cannot go on: then the restart policy acts. Nothing helps against one that hangs. The comment tells the next reader that it was meant.',
    },
    {
      name: 'by-the-clock',
      title: 'A delay in place of a startup probe',
      note: 'Works, with the same patience at every start. The liveness probe looks for the first time after 90 seconds, even if the app was up after ten and has hung since.',
    },
  ],
});
