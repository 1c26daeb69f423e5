import type { MantineColorsTuple } from '@mantine/core';

/** The one accent: brass, as of cymbals and horns. */
export const brass: MantineColorsTuple = [
  '#fdf6e3',
  '#f8e8bd',
  '#f2d994',
  '#ecca70',
  '#e2b04a',
  '#cf9a34',
  '#ab7b1f',
  '#82590c',
  '#664507',
  '#4b3204',
];

/** Ink: from text on dark (0) to the deepest background (9). 7 is the page, 6 a surface, 4 a border. */
export const ink: MantineColorsTuple = [
  '#e6e9ee',
  '#c4cad3',
  '#9aa4b2',
  '#6d7785',
  '#303843',
  '#232a33',
  '#171c23',
  '#0f1318',
  '#0b0e12',
  '#07090c',
];

/** Paper: from the page in light (0) to text (9). */
export const paper: MantineColorsTuple = [
  '#f6f7f8',
  '#edeff2',
  '#e2e5ea',
  '#d3d8df',
  '#b7bec8',
  '#8b94a1',
  '#59626f',
  '#424a56',
  '#2a313b',
  '#161b22',
];

/** Red for what cannot be undone. The shades that buttons use, 4 on dark and 7 on light, carry white text. */
export const red: MantineColorsTuple = [
  '#fdecea',
  '#fad4d0',
  '#f3aca5',
  '#e8776d',
  '#cb3d33',
  '#bd342a',
  '#b52d24',
  '#ab251d',
  '#8c1b14',
  '#6d130d',
];
