/** All rules, in the order in which they are listed to readers: one line each. */
import { absoluteWorkdir } from './absolute-workdir.ts';
import { absoluteWorkdirAlways } from './absolute-workdir-always.ts';
import { answerPackageQuestions } from './answer-package-questions.ts';
import { aptGetInScripts } from './apt-get-in-scripts.ts';
import { consistentInstructionCasing } from './consistent-instruction-casing.ts';
import { copyWhatIsSent } from './copy-what-is-sent.ts';
import { declareArgsInFrom } from './declare-args-in-from.ts';
import { defineVariables } from './define-variables.ts';
import { describeDefinitions } from './describe-definitions.ts';
import { exposePortsOnly } from './expose-ports-only.ts';
import { knownCopySource } from './known-copy-source.ts';
import { leaveNoPackageCache } from './leave-no-package-cache.ts';
import { leaveNoStageAsRoot } from './leave-no-stage-as-root.ts';
import { lowercaseProtocol } from './lowercase-protocol.ts';
import { lowercaseStageNames } from './lowercase-stage-names.ts';
import { matchFromAndAsCasing } from './match-from-and-as-casing.ts';
import { noConstantPlatform } from './no-constant-platform.ts';
import { noEmptyContinuation } from './no-empty-continuation.ts';
import { noMaintainer } from './no-maintainer.ts';
import { noOverriddenInstructions } from './no-overridden-instructions.ts';
import { noRecommendedPackages } from './no-recommended-packages.ts';
import { noRedundantPlatform } from './no-redundant-platform.ts';
import { noReservedStageNames } from './no-reserved-stage-names.ts';
import { noSecretsInArgOrEnv } from './no-secrets-in-arg-or-env.ts';
import { noSudo } from './no-sudo.ts';
import { noticeFailuresInPipes } from './notice-failures-in-pipes.ts';
import { pinBaseImage } from './pin-base-image.ts';
import { pinPackageVersions } from './pin-package-versions.ts';
import { preferCopy } from './prefer-copy.ts';
import { refreshWhereYouInstall } from './refresh-where-you-install.ts';
import type { Rule } from './rule.ts';
import { runAsNonRoot } from './run-as-non-root.ts';
import { uniqueStageNames } from './unique-stage-names.ts';
import { useEqualsSign } from './use-equals-sign.ts';
import { useExecForm } from './use-exec-form.ts';
import { useExecFormInHealthcheck } from './use-exec-form-in-healthcheck.ts';
import { validDefaultImage } from './valid-default-image.ts';

export const rules: Rule[] = [
  absoluteWorkdir,
  absoluteWorkdirAlways,
  answerPackageQuestions,
  aptGetInScripts,
  consistentInstructionCasing,
  copyWhatIsSent,
  declareArgsInFrom,
  defineVariables,
  describeDefinitions,
  exposePortsOnly,
  knownCopySource,
  leaveNoPackageCache,
  leaveNoStageAsRoot,
  lowercaseProtocol,
  lowercaseStageNames,
  matchFromAndAsCasing,
  noConstantPlatform,
  noEmptyContinuation,
  noMaintainer,
  noOverriddenInstructions,
  noRecommendedPackages,
  noRedundantPlatform,
  noReservedStageNames,
  noSecretsInArgOrEnv,
  noSudo,
  noticeFailuresInPipes,
  pinBaseImage,
  pinPackageVersions,
  preferCopy,
  refreshWhereYouInstall,
  runAsNonRoot,
  uniqueStageNames,
  useEqualsSign,
  useExecForm,
  useExecFormInHealthcheck,
  validDefaultImage,
];
