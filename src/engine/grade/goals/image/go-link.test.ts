import { expect, test } from 'vitest';
import { createWorkspace } from '../../../build/create-workspace.ts';
import { linkOf } from './go-link.ts';

const link = (lines: string[], from = 'golang:1.27') => {
  const step = createWorkspace({ Dockerfile: [`FROM ${from}`, ...lines].join('\n') })
    .build()
    ?.final?.steps.findLast(({ keyword }) => keyword === 'RUN');
  return step && linkOf(step)?.kind;
};

test.each<[string[], string | undefined, string?]>([
  [['RUN go build -o /app .'], 'glibc'],
  [['RUN CGO_ENABLED=0 go build -o /app .'], 'static'],
  [['ENV CGO_ENABLED=0', 'RUN go build ./cmd/app'], 'static'],
  [['ARG CGO_ENABLED=0', 'RUN go build ./cmd/app'], 'static'],
  [['ARG CGO=0', 'RUN CGO_ENABLED=$CGO go build .'], 'static'],
  [['RUN export CGO_ENABLED=0 GOOS=linux && go build .'], 'static'],
  [['RUN go env -w CGO_ENABLED=0', 'RUN go build .'], 'static'],
  [['RUN CGO_ENABLED=1 go build .'], 'glibc'],
  [['RUN GOOS=linux GOARCH=amd64 go build .'], 'glibc'],
  [['RUN go build -tags netgo,osusergo .'], 'static'],
  [['RUN go build -ldflags "-linkmode external -extldflags -static" .'], 'static'],
  [['RUN go build -ldflags="-s -w" .'], 'glibc'],
  [['ENV GOFLAGS=-tags=netgo', 'RUN go build .'], 'static'],
  [['RUN go build -buildmode=pie .'], 'unknown'],
  [['RUN go build .'], 'static', 'golang:1.27-alpine'],
  [['RUN CGO_ENABLED=1 go build .'], 'no-compiler', 'golang:1.27-alpine'],
  [['RUN apk add --no-cache build-base', 'RUN go build .'], 'musl', 'golang:1.27-alpine'],
  [['RUN go build .'], 'unknown', 'registry.example.com/go:1'],
  [['RUN CGO_ENABLED=0 go build .'], 'static', 'registry.example.com/go:1'],
  [['RUN make build'], undefined],
])('%j is %s', (lines, expected, from) => expect(link(lines, from)).toBe(expected));
