/** What an exercise may ask: each is a function of parameters that gives a goal. */
export { staysIn, staysOut } from './context.ts';
export { acceptedByCompose, acceptedByKubernetes } from './manifests.ts';
export { basedOn, runsAsNonRoot, runsAsNumber, supportedBase } from './process.ts';
export { buildSucceeds, installsFromLock, leavesDevDependencies, leavesSources, nativeModulesFit } from './ships.ts';
export { servesBuiltSite } from './site.ts';
export { documentsPort, startsItsFile, startsWithoutShell } from './starts.ts';
