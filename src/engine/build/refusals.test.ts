import { describe, expect, test } from 'vitest';
import { parse } from '../dockerfile/parse.ts';
import { type ResolveOptions, resolve } from './resolve.ts';

const refusals = (text: string, options: ResolveOptions = {}) => resolve(parse(text), { catalogue: false, ...options }).diagnostics;

describe('what the builder refuses in one instruction', () => {
  test.each([
    ['FOO x', 'unknown-instruction', 'FOO'],
    ['CPOY a b', 'unknown-instruction', '`COPY`'],
    ['COPY a', 'missing-argument', '`a`'],
    ['COPY --form=a b c', 'unknown-flag', '`--from`'],
    ['COPY --platform=x a b', 'unknown-flag', 'option of FROM'],
    ['USER --x a', 'unknown-flag', 'takes no options'],
    ['COPY --chown=a --chown=b c d', 'duplicate-flag', 'twice'],
    ['COPY --chown a b', 'missing-flag-value', '--chown=…'],
    ['COPY --link=yes a b', 'invalid-flag-value', '`yes`'],
    ['COPY --link= a b', 'invalid-flag-value', 'without a value'],
    ['COPY --chmod=64a a b', 'invalid-mode', '`64a`'],
    ['COPY --chmod=10000 a b', 'invalid-mode', 'too large'],
    ['COPY --from=$X a b', 'variable-in-from', '`$X`'],
    ['COPY --from=9 a b', 'unknown-stage', 'stage 0'],
    ['COPY --from=A:B:C a b', 'invalid-image-name', 'A:B:C'],
    ['COPY a <<EOF\nEOF', 'heredoc-as-target', '<<EOF'],
    ['COPY https://x.org/a b', 'copy-of-url', 'ADD'],
    ['ADD --checksum=sha256:0 a b', 'invalid-checksum', '`a`'],
    ['ADD --checksum=sha256:0 https://x.org/a b', 'invalid-checksum', 'digest'],
    ['RUN --network=hots x', 'invalid-flag-value', '`host`'],
    ['RUN --mount=type=cahce,target=/x y', 'invalid-mount', '`cache`'],
    ['RUN --mount=type=cache,tagret=/x y', 'invalid-mount', '`target`'],
    ['RUN --mount=type=cache,target y', 'invalid-mount', 'key=value'],
    ['RUN --mount=type=bind,uid=1,target=/x y', 'invalid-mount', '`uid`'],
    ['RUN --mount=type=secret y', 'invalid-mount', '`id`'],
    ['RUN --mount=type=secret,id=a,source=b y', 'invalid-mount', 'not both'],
    ['RUN --mount=type=bind,sharing=locked,target=/x y', 'invalid-mount', '`sharing`'],
    ['RUN --mount=type=cache,sharing=lcoked,target=/x y', 'invalid-mount', '`locked`'],
    ['RUN --mount=target=/ y', 'invalid-mount', '`/`'],
    ['RUN --mount=from=$X,target=/x y', 'variable-in-from', 'from=$X'],
    ['EXPOSE x', 'invalid-port', '`x`'],
    ['EXPOSE 65536', 'invalid-port', '65535'],
    ['EXPOSE 9-8', 'invalid-port', 'range'],
    ['EXPOSE 80/http', 'invalid-port', '`http`'],
    ['EXPOSE', 'missing-argument', 'a port'],
    ['HEALTHCHECK', 'missing-argument', 'CMD'],
    ['HEALTHCHECK curl x', 'unknown-healthcheck', '`curl`'],
    ['HEALTHCHECK NONE x', 'too-many-arguments', 'NONE'],
    ['HEALTHCHECK --interval=30 CMD x', 'invalid-duration', '`30s`'],
    ['HEALTHCHECK --interval=1us CMD x', 'invalid-duration', 'shorter'],
    ['HEALTHCHECK --retries=-1 CMD x', 'invalid-retries', '-1'],
    ['STOPSIGNAL SIGTRM', 'invalid-signal', '`SIGTERM`'],
    ['SHELL /bin/bash -c', 'shell-needs-json', 'JSON'],
    ['SHELL []', 'missing-argument', 'SHELL'],
    ['VOLUME', 'missing-argument', 'a path'],
    ['VOLUME $X', 'blank-volume', '`$X`'],
    ['ENV', 'missing-argument', 'NAME=value'],
    ['ENV =x', 'blank-name', 'ENV'],
    ['ARG =x', 'blank-name', '`=x`'],
    ['LABEL a=${B:?}', 'missing-variable', '`B`'],
    ['LABEL a=${B', 'bad-substitution', '${B'],
    ['ONBUILD FROM x', 'invalid-trigger', 'FROM'],
    ['ONBUILD', 'missing-argument', 'ONBUILD'],
    ['WORKDIR', 'missing-argument', 'a folder'],
  ])('%s', (line, rule, words) => {
    const found = refusals(`FROM scratch\n${line}\n`);
    expect(found).toMatchObject([{ rule, severity: 'error', stopsBuild: true, line: 2 }]);
    expect(found[0]?.message).toContain(words);
  });
});

describe('what it refuses in the file', () => {
  test.each([
    ['FROM', 'missing-argument', 1, 'image'],
    ['FROM a as', 'invalid-from', 1, 'missing after `AS`'],
    ['FROM a # b', 'invalid-from', 1, 'comment'],
    ['FROM a AS 1b', 'invalid-stage-name', 1, '`1b`'],
    ['FROM $X', 'blank-base-image', 1, '`X` needs a value'],
    ['ARG BASE=a\nFROM $BSAE', 'blank-base-image', 2, '`BASE`'],
    ['FROM Node', 'invalid-image-name', 1, 'lower case'],
    ['FROM scratch AS Build\nFROM Build', 'invalid-image-name', 2, '`build`'],
    ['FROM a:', 'invalid-image-name', 1, 'tag'],
    ['FROM --platform=$BULIDPLATFORM a', 'blank-platform', 1, '`BUILDPLATFORM`'],
    ['FROM --platform=foo a', 'invalid-platform', 1, '`foo`'],
    ['RUN x\nFROM a', 'instruction-before-from', 1, 'RUN'],
    ['ARG A', 'no-stage', 1, 'FROM'],
    ['FORM a\nRUN x', 'unknown-instruction', 1, '`FROM`'],
    ['FROM scratch AS a\nCOPY --from=a / /', 'circular-stages', 2, 'itself'],
    ['FROM scratch AS a\nCOPY --from=b / /\nFROM scratch AS b\nCOPY --from=a / /', 'circular-stages', 2, 'circle'],
    ['FROM scratch\nCOPY --from=b / /\nFROM scratch AS b\nFROM scratch\nCOPY --from=0 / /', 'stage-not-yet-built', 2, '`b`'],
    ['FROM scratch AS a\nONBUILD FOO\nFROM a', 'unknown-instruction', 3, 'FOO'],
    ['ARG SOURCE_DATE_EPOCH=today\nFROM scratch', 'invalid-epoch', 1, '`today`'],
  ])('%s', (text, rule, line, words) => {
    const found = refusals(`${text}\n`);
    expect(found).toMatchObject([{ rule, severity: 'error', stopsBuild: true, line }]);
    expect(found[0]?.message).toContain(words);
  });

  test('an unknown target, with the one that was meant', () => {
    const [found] = refusals('FROM scratch AS build\n', { target: 'biuld' });
    expect(found).toMatchObject({ rule: 'unknown-target', stopsBuild: true });
    expect(found?.message).toContain('`build`');
  });

  test('nothing stops in a stage that is skipped, but it is said', () => {
    const found = refusals('FROM scratch AS a\nEXPOSE x\nFROM scratch\n');
    expect(found).toMatchObject([{ rule: 'invalid-port', stopsBuild: false }]);
  });
});

describe('what it lets pass', () => {
  test.each([
    'FROM scratch\nSTOPSIGNAL --x 9',
    'FROM scratch\nHEALTHCHECK --foo=1 NONE',
    'FROM scratch\nHEALTHCHECK --interval=0s CMD x',
    'FROM scratch\nUSER a b',
    'FROM scratch\nEXPOSE 127.0.0.1:80:80 [::1]:1:1',
    'FROM scratch\nCOPY --chmod=u+x,go= a b',
    'FROM scratch\nRUN --mount=type=cache,dst=/x,ro=false --mount=type=tmpfs,target=/y,size=64m z',
    'FROM scratch\nRUN --mount=type=secret,id=a,required,env=B z',
    'FROM scratch\nCMD',
    'FROM scratch\nENTRYPOINT []',
    'FROM scratch\nONBUILD FOO',
    'FROM scratch AS a\nCOPY --from=b / /\nFROM scratch AS b',
    'FROM scratch\nADD https://x.org/a.git#main /b',
    'FROM --platform=linux/arm64/v8 scratch',
  ])('%s', (text) => {
    expect(refusals(`${text}\n`).filter(({ stopsBuild }) => stopsBuild)).toEqual([]);
  });
});
