import { expect, test } from 'vitest';
import { nodeManagers, packagesBringing } from './package-managers.ts';

test.each(Object.entries(nodeManagers))('%s is sourced and agrees with itself', (name, manager) => {
  expect(manager.name).toBe(name);
  expect(manager.source).toMatch(/^https:\/\//);
  expect(manager.lockfiles.length).toBeGreaterThan(0);
  for (const command of manager.exactCommands) expect(manager.installs).toContain(command);
  for (const flag of manager.folderFlags) expect(manager.valueFlags).toContain(flag);
  // A flag with values must be read with its next word.
  for (const { flag, values } of [...manager.omits, ...manager.includes]) if (values) expect(manager.valueFlags).toContain(flag);
});

test('programs and the packages that bring them', () => {
  expect(packagesBringing('tsc')).toEqual(['typescript']);
  expect(packagesBringing('esbuild')).toEqual(['esbuild']);
  expect(packagesBringing('constructor')).toEqual(['constructor']);
});
