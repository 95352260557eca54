/** What well-known packages of Node.js need beside their own JavaScript, as far as bundlers must know it. */

/**
 * Packages that load a compiled part from beside their own files: a bundler that puts their JavaScript elsewhere parts the two.
 * Read in each package's entry file (`node-gyp-build`, `bindings`, a path of its own), 2026-11-28.
 */
const native = new Set([
  '@node-rs/argon2',
  '@node-rs/bcrypt',
  'argon2',
  'bcrypt',
  'better-sqlite3',
  'canvas',
  'classic-level',
  'leveldown',
  'node-pty',
  'sharp',
  'sodium-native',
  'sqlite3',
]);

/** Packages that import modules of Node.js itself, such as `node:http`: a bundle for browsers cannot take them in. */
const forNode = new Set([
  ...native,
  '@hapi/hapi',
  '@nestjs/core',
  '@nestjs/platform-express',
  'amqplib',
  'express',
  'fastify',
  'ioredis',
  'kafkajs',
  'koa',
  'mongodb',
  'mongoose',
  'mysql2',
  'nodemailer',
  'pg',
  'pino',
  'redis',
  'undici',
  'winston',
]);

/** Whether a package has a compiled part that it looks for beside its own files; false where that is not known. */
export const hasNativePart = (name: string): boolean => native.has(name);

/** Whether a package imports modules of Node.js itself; false where that is not known. */
export const needsNode = (name: string): boolean => forNode.has(name);
