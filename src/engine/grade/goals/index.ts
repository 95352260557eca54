/** What an exercise may ask: each is a function of parameters that gives a goal. */

export { isAccepted } from './accepted.ts';
export { givesMemory, heapFitsContainer, keepsContainerImages, limitsMemory, promisesCpu, requestsFit } from './amounts.ts';
export {
  asksNoQuestions,
  installsFromFreshList,
  installsPackage,
  leavesRecommends,
  noticesAptFailures,
  usesAptGet,
} from './apt.ts';
export { keepsMountedCache, leavesNoListsBehind, mountsForApt, shipsNoPackageLists } from './apt-lists.ts';
export { callsNoMissingShell, goBinaryStarts, keepsVerifying, leavesToolchain, trustsAuthorities } from './bases.ts';
export { buildSucceeds } from './build-succeeds.ts';
export { argumentCostsNothing, editReinstallsNothing, installsInFolder, labelsWith, writesWhereItMay } from './cache-order.ts';
export { keepsServices } from './compose-keep.ts';
export { appliesSecretModes, deliversSecretFile, startsWithoutPlatform } from './compose-secret-files.ts';
export { keepsSecretOutOfEnvironment } from './compose-secrets.ts';
export { staysIn, staysOut } from './context.ts';
export { checksDatabase } from './database-check.ts';
export {
  addsNoCapability,
  dropsCapabilities,
  forbidsNewPrivileges,
  isNotPrivileged,
  keepsFilters,
  runsAsOrdinaryUser,
} from './docker-run.ts';
export { boundsContainer, keepsHostOut, leavesRoomToWrite, readsOnlyItsRoot, stillPublishes } from './docker-run-limits.ts';
export { signalReachesProgram } from './handover.ts';
export { startsProgramOf, stopsAtFailedCheck } from './handover-starts.ts';
export { passesWordsUnchanged, takesAnotherCommand } from './handover-words.ts';
export { healthCanBeAsked, leavesNoBrokenCheck, staysWithoutShell } from './health.ts';
export { shipsFiles } from './holds.ts';
export { checksHost, comparesHostKey } from './host-keys.ts';
export { givesInstallItsSecret, stopsWithoutSecret } from './install-secret.ts';
export { keepsContainers, keepsSetting } from './kubernetes-keep.ts';
export {
  awaitsStartByAsking,
  hasTimeToStart,
  killsLate,
  livenessAsksProcess,
  probesReachApp,
  probesWaitForAnswers,
  readinessAsksDependencies,
} from './kubernetes-probes.ts';
export { getsUpdates, keepsSecretModeTight, keepsSecretOutOfVariables, keepsValueOutOfManifest } from './kubernetes-secret-mode.ts';
export { keepsSecretFromOthers, mountsSecretFile } from './kubernetes-secrets.ts';
export {
  containersStart,
  demandsNonRoot,
  keepsImage,
  runsInOwnPodGroup,
  runsNoRoot,
  staysUnprivileged,
} from './kubernetes-security.ts';
export { boundsServices, heapsFitServices, keepsServiceImages, reservationsFit } from './limits.ts';
export { appliesLogSettings, boundsLogs, keepsLogs, keepsOlderLogs, neverBlocks } from './logs.ts';
export { acceptedByCompose, acceptedByKubernetes } from './manifests.ts';
export {
  nginxCanWrite,
  nginxStillServes,
  nginxUserFits,
  nginxWithoutRoot,
  serviceIsReadOnly,
} from './nginx-read-only.ts';
export { writesOnlyWhatItNeeds } from './nginx-writes.ts';
export { namesVersions, pinsActions, pinsScanner } from './pinned-actions.ts';
export { fetchesPrivateSource } from './private-git.ts';
export {
  asksGently,
  listensToOthers,
  noticesInTime,
  probeCanRun,
  probeNoticesErrors,
  probeReachesApp,
  startDoesNotCount,
} from './probes.ts';
export { basedOn, runsAsNonRoot, runsAsNumber, supportedBase } from './process.ts';
export { stillReleases } from './release-works.ts';
export {
  hasScratchSpace,
  readsOnlyEveryRoot,
  restrictsCapabilities,
  restrictsEscalation,
  restrictsHost,
  restrictsRoot,
  restrictsSystemCalls,
} from './restricted.ts';
export { findingsStopRelease, releasesWhatWasScanned, scansBeforeRelease } from './scan-gate.ts';
export { runsNoStrangersCode, scansWithoutPower, scansWithoutSecrets } from './scanner-distance.ts';
export { handsSecretOver, keepsSecretMount, keepsValueOffCommandLine } from './secret-handover.ts';
export { leavesNoSecret } from './secrets-left.ts';
export { keepsServiceUp } from './service-kept.ts';
export { installsFromLock, leavesDevDependencies, leavesSources, nativeModulesFit } from './ships.ts';
export { servesBuiltSite } from './site.ts';
export { conditionsCanHold, leavesNoSleep, startsAfter, staysOptional } from './start-order.ts';
export { documentsPort, startsItsFile, startsWithoutShell } from './starts.ts';
export { givesTimeToStop, hasInit, hasOneInit, stopsWithSignal } from './stopping.ts';
export {
  developsInItsTarget,
  keepsInstalledPackages,
  namesNoVersion,
  seesEdits,
  sharesOneFile,
  shipsByDefault,
} from './targets.ts';
export { failingTestStopsRelease, onReleased, pushesNoTestStage, releasesImage } from './test-stage.ts';
export { leavesSudoOut, makesUsersItsOwnWay, preparesAsRoot, runsAsCheckableUser, runsInOwnGroup } from './users.ts';
export { datesException, hidesNothingElse, justifiesException, readsExceptions, sharesException, usesException } from './vex.ts';
export { namesProduct } from './vex-product.ts';
export {
  keepsMountClosed,
  mountIsReadyInTime,
  mountLasts,
  serviceIsNotRoot,
  serviceIsUnprivileged,
  writesItsMount,
} from './volumes.ts';
export { keepsCodeFolder, keepsCodeReadOnly, keepsDataToItself, ownsItsData, startsProgram } from './writes.ts';
