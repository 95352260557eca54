/** What an exercise may ask: each is a function of parameters that gives a goal. */

export { isAccepted } from './accepted.ts';
export { buildSucceeds } from './build/build-succeeds.ts';
export { argumentCostsNothing, editReinstallsNothing, installsInFolder, labelsWith, writesWhereItMay } from './build/cache-order.ts';
export { staysIn, staysOut } from './build/context.ts';
export {
  developsInItsTarget,
  keepsInstalledPackages,
  namesNoVersion,
  seesEdits,
  sharesOneFile,
  shipsByDefault,
} from './build/targets.ts';
export { failingTestStopsRelease, onReleased, pushesNoTestStage, releasesImage } from './build/test-stage.ts';
export { checksDatabase } from './checks/database-check.ts';
export { healthCanBeAsked, leavesNoBrokenCheck, staysWithoutShell } from './checks/health.ts';
export {
  awaitsStartByAsking,
  hasTimeToStart,
  killsLate,
  livenessAsksProcess,
  probesReachApp,
  probesWaitForAnswers,
  readinessAsksDependencies,
} from './checks/kubernetes-probes.ts';
export {
  asksGently,
  listensToOthers,
  noticesInTime,
  probeCanRun,
  probeNoticesErrors,
  probeReachesApp,
  startDoesNotCount,
} from './checks/probes.ts';
export { acceptedByCompose } from './compose-goal.ts';
export { keepsServices } from './containers/compose-keep.ts';
export {
  addsNoCapability,
  dropsCapabilities,
  forbidsNewPrivileges,
  isNotPrivileged,
  keepsFilters,
  runsAsOrdinaryUser,
} from './containers/docker-run.ts';
export { boundsContainer, keepsHostOut, leavesRoomToWrite, readsOnlyItsRoot, stillPublishes } from './containers/docker-run-limits.ts';
export { keepsContainers, keepsSetting } from './containers/kubernetes-keep.ts';
export {
  containersStart,
  demandsNonRoot,
  keepsImage,
  runsInOwnPodGroup,
  runsNoRoot,
  staysUnprivileged,
} from './containers/kubernetes-security.ts';
export {
  nginxCanWrite,
  nginxStillServes,
  nginxUserFits,
  nginxWithoutRoot,
  serviceIsReadOnly,
} from './containers/nginx-read-only.ts';
export { writesOnlyWhatItNeeds } from './containers/nginx-writes.ts';
export {
  hasScratchSpace,
  readsOnlyEveryRoot,
  restrictsCapabilities,
  restrictsEscalation,
  restrictsHost,
  restrictsRoot,
  restrictsSystemCalls,
} from './containers/restricted.ts';
export {
  keepsMountClosed,
  mountIsReadyInTime,
  mountLasts,
  serviceIsNotRoot,
  serviceIsUnprivileged,
  writesItsMount,
} from './containers/volumes.ts';
export {
  asksNoQuestions,
  installsFromFreshList,
  installsPackage,
  leavesRecommends,
  noticesAptFailures,
  usesAptGet,
} from './image/apt.ts';
export { keepsMountedCache, leavesNoListsBehind, mountsForApt, shipsNoPackageLists } from './image/apt-lists.ts';
export { callsNoMissingShell, goBinaryStarts, keepsVerifying, leavesToolchain, trustsAuthorities } from './image/bases.ts';
export { shipsFiles } from './image/holds.ts';
export { installsFromLock, leavesDevDependencies, leavesSources, nativeModulesFit } from './image/ships.ts';
export { servesBuiltSite } from './image/site.ts';
export { acceptedByKubernetes } from './kubernetes-goal.ts';
export { givesMemory, heapFitsContainer, keepsContainerImages, limitsMemory, promisesCpu, requestsFit } from './limits/amounts.ts';
export { boundsServices, heapsFitServices, keepsServiceImages, reservationsFit } from './limits/limits.ts';
export { appliesLogSettings, boundsLogs, keepsLogs, keepsOlderLogs, neverBlocks } from './limits/logs.ts';
export { keepsServiceUp } from './limits/service-kept.ts';
export { namesVersions, pinsActions, pinsScanner } from './release/pinned-actions.ts';
export { stillReleases } from './release/release-works.ts';
export { findingsStopRelease, releasesWhatWasScanned, scansBeforeRelease } from './release/scan-gate.ts';
export { runsNoStrangersCode, scansWithoutPower, scansWithoutSecrets } from './release/scanner-distance.ts';
export { datesException, hidesNothingElse, justifiesException, readsExceptions, sharesException, usesException } from './release/vex.ts';
export { namesProduct } from './release/vex-product.ts';
export { appliesSecretModes, deliversSecretFile, startsWithoutPlatform } from './secrets/compose-secret-files.ts';
export { keepsSecretOutOfEnvironment } from './secrets/compose-secrets.ts';
export { checksHost, comparesHostKey } from './secrets/host-keys.ts';
export { givesInstallItsSecret, stopsWithoutSecret } from './secrets/install-secret.ts';
export { getsUpdates, keepsSecretModeTight, keepsSecretOutOfVariables, keepsValueOutOfManifest } from './secrets/kubernetes-secret-mode.ts';
export { keepsSecretFromOthers, mountsSecretFile } from './secrets/kubernetes-secrets.ts';
export { fetchesPrivateSource } from './secrets/private-git.ts';
export { handsSecretOver, keepsSecretMount, keepsValueOffCommandLine } from './secrets/secret-handover.ts';
export { leavesNoSecret } from './secrets/secrets-left.ts';
export { signalReachesProgram } from './start/handover.ts';
export { startsProgramOf, stopsAtFailedCheck } from './start/handover-starts.ts';
export { passesWordsUnchanged, takesAnotherCommand } from './start/handover-words.ts';
export { basedOn, runsAsNonRoot, runsAsNumber, supportedBase } from './start/process.ts';
export { conditionsCanHold, leavesNoSleep, startsAfter, staysOptional } from './start/start-order.ts';
export { documentsPort, startsItsFile, startsWithoutShell } from './start/starts.ts';
export { givesTimeToStop, hasInit, hasOneInit, stopsWithSignal } from './start/stopping.ts';
export { leavesSudoOut, makesUsersItsOwnWay, preparesAsRoot, runsAsCheckableUser, runsInOwnGroup } from './users/users.ts';
export { keepsCodeFolder, keepsCodeReadOnly, keepsDataToItself, ownsItsData, startsProgram } from './users/writes.ts';
