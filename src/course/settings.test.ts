import { expect, test } from 'vitest';
import { defaultSettings, readSettings, updateSettings } from './settings.ts';
import type { Shelf } from './store.ts';

function shelf(stored?: string): Shelf & { text(): string } {
  const entries: Record<string, string> = stored === undefined ? {} : { 'shipshape:settings': stored };
  return {
    text: () => entries['shipshape:settings'] ?? '',
    getItem: (key) => entries[key] ?? null,
    setItem: (key, value) => {
      entries[key] = value;
    },
  };
}

test('without a choice it is as the system and the site have it', () => {
  expect(readSettings(shelf())).toEqual({ theme: 'system', size: 'normal', editor: 'rich', motion: 'system' });
  expect(readSettings(undefined)).toEqual(defaultSettings());
});

test('a choice is kept beside the others', () => {
  const here = shelf();
  updateSettings(here, { theme: 'dark' });
  expect(updateSettings(here, { editor: 'plain' })).toEqual({ value: { ...defaultSettings(), theme: 'dark', editor: 'plain' } });
  expect(readSettings(here)).toEqual({ ...defaultSettings(), theme: 'dark', editor: 'plain' });
});

test('the theme that schema 1 kept is kept', () => {
  const here = shelf('{"schema":1,"theme":"dark"}');
  expect(readSettings(here)).toEqual({ ...defaultSettings(), theme: 'dark' });
  updateSettings(here, { size: 'large' });
  expect(JSON.parse(here.text())).toEqual({ schema: 2, ...defaultSettings(), theme: 'dark', size: 'large' });
});

test('a choice that is none costs only itself', () => {
  expect(readSettings(shelf('{"schema":2,"theme":"pink","size":7,"motion":"reduce"}'))).toEqual({ ...defaultSettings(), motion: 'reduce' });
});

test('what a later version stored is left alone; the choice holds on this page', () => {
  const here = shelf('{"schema":3,"theme":"sepia"}');
  expect(updateSettings(here, { theme: 'light' })).toEqual({ value: { ...defaultSettings(), theme: 'light' }, trouble: 'newer' });
  expect(here.text()).toBe('{"schema":3,"theme":"sepia"}');
});

test('a blocked store is told, and the choice holds on this page', () => {
  expect(updateSettings(undefined, { size: 'larger' })).toEqual({ value: { ...defaultSettings(), size: 'larger' }, trouble: 'blocked' });
});
