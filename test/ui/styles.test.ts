import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { renderPage } from '#ui/layout.tsx';
import { css } from './compiled-styles.ts';
import { overviewPage, statusPage, wrongFormPage } from './sample.tsx';

const root = path.resolve(import.meta.dirname, '../..');
const favicon = readFileSync(path.join(root, 'shared/ui/styles/favicon.svg'), 'utf8');
const pages = [wrongFormPage(), statusPage(), overviewPage()].map((page) => renderPage(page).body);

describe('the style sheet', () => {
  test('is at most 12 kB over the wire', () => {
    expect(gzipSync(css, { level: 9 }).length).toBeLessThanOrEqual(12_000);
  });

  test('loads nothing: no font, image, or other style sheet', () => {
    expect(css).not.toMatch(/url\(|@import|@font-face|https?:\/\/[^"]*\.\w/);
  });

  test('styles every class of our own on the pages', () => {
    const borne = new Set(pages.flatMap((html) => [...html.matchAll(/class="([^"]*)"/g)].flatMap(classesOf)));
    const ours = [...borne].filter((name) => name.startsWith('lp-') && name !== 'lp-tag--neutral');
    expect(ours.filter((name) => !css.includes(`.${name}`))).toEqual([]);
  });
});

describe('the identity is our own', () => {
  test.each([
    ['style sheet', css],
    ['favicon', favicon],
    ...pages.map((html, index) => [`page ${index + 1}`, html]),
  ])('the %s never says GOV.UK, GDS, crown or crest', (_ = '', text = '') => {
    expect(text).not.toMatch(/gov\.uk|\bgds\b|crown|crest/i);
  });
});

describe('the contrast of text', () => {
  const palette = paletteOf(readFileSync(path.join(root, 'shared/ui/styles/_palette.scss'), 'utf8'));

  test.each([
    ['ink', 'paper'],
    ['ink-soft', 'paper'],
    ['ink', 'apricot'],
    ['spruce', 'paper'],
    ['white', 'spruce'],
    ['white', 'spruce-dark'],
    ['white', 'brick'],
    ['brick', 'paper'],
    ['leaf', 'paper'],
    ['apricot-deep', 'paper'],
    ['plum', 'paper'],
    ['spruce', 'spruce-tint'],
    ['ink', 'spruce-tint'],
  ])('%s on %s is at least 4.5 : 1', (text, ground) => {
    expect(contrast(palette.get(text), palette.get(ground))).toBeGreaterThanOrEqual(4.5);
  });

  test('the lines around fields are at least 3 : 1 on paper and on white', () => {
    for (const ground of ['paper', 'white']) {
      expect(contrast(palette.get('line-strong'), palette.get(ground))).toBeGreaterThanOrEqual(3);
    }
  });
});

function classesOf([, names = '']: RegExpMatchArray): readonly string[] {
  return names.split(' ');
}

function paletteOf(scss: string): ReadonlyMap<string, string> {
  return new Map([...scss.matchAll(/^\$([\w-]+): #(\w+);/gm)].map(([, name = '', hex = '']) => [name, hex]));
}

/** The contrast of two colors, as WCAG 2 defines it. */
function contrast(one = '', other = ''): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const pairs = hex.length === 3 ? [...hex].map((digit) => digit + digit) : (hex.match(/../g) ?? []);
  const [red = 0, green = 0, blue = 0] = pairs.map((pair) => {
    const part = Number.parseInt(pair, 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
