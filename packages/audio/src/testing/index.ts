export * from './corrupt-variants.ts';
export * from './fixtures.ts';
export * from './sample-bytes.ts';
export * from './synthesise.ts';
export * from './write-aiff.ts';
export * from './write-wav.ts';
