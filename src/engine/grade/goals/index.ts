/** What an exercise may ask: each is a function of parameters that gives a goal. */
export { keepsServices } from './compose-keep.ts';
export { appliesSecretModes, deliversSecretFile, startsWithoutPlatform } from './compose-secret-files.ts';
export { keepsSecretOutOfEnvironment } from './compose-secrets.ts';
export { staysIn, staysOut } from './context.ts';
export { getsUpdates, keepsSecretModeTight, keepsSecretOutOfVariables, keepsValueOutOfManifest } from './kubernetes-secret-mode.ts';
export { keepsSecretFromOthers, mountsSecretFile } from './kubernetes-secrets.ts';
export { acceptedByCompose, acceptedByKubernetes } from './manifests.ts';
export { basedOn, runsAsNonRoot, runsAsNumber, supportedBase } from './process.ts';
export { buildSucceeds, installsFromLock, leavesDevDependencies, leavesSources, nativeModulesFit } from './ships.ts';
export { servesBuiltSite } from './site.ts';
export { documentsPort, startsItsFile, startsWithoutShell } from './starts.ts';
