import type { StemType } from '../stem-type.ts';

/** How surely a word tells the type: 3 names an instrument, 2 usually does, 1 only when nothing else speaks. */
type Certainty = 1 | 2 | 3;

export interface WordMeaning {
  stemType: StemType;
  certainty: Certainty;
}

const words: Record<StemType, Record<Certainty, string>> = {
  drums: {
    3: `kick kik bd kd kickdrum snare snr sd sn hat hihat hh chh ohh hats overhead overheads oh ohs tom toms floortom
      cymbal cym crash ride china splash clap clp snap rim rimshot sidestick perc percussion percs shaker shkr tamb
      tambo tambourine conga congas bongo bongos cowbell clave claves cajon djembe tabla timbale timpani woodblock
      triangle guiro cabasa drum drums drm drms dr drumkit kit beat beats breakbeat break breaks taiko surdo cuica`,
    2: 'fill fills drumloop toploop top tops rototom blastbeat stomp stomps click',
    1: 'room rooms loop loops groove crush trash',
  },
  bass: {
    3: 'bass bas bs bassline bassgtr bassguitar bgtr subbass synthbass contrabass upright reese',
    2: 'sub subs low lowend',
    1: '808 808s 303',
  },
  vocals: {
    3: `vox vx vocal vocals voc vocs voice voices leadvox ldvox lv ldv bv bvs bgv bgvs bgvox backingvox backvox adlib
      adlibs choir chant chants gang acapella acappella rap raps singer sing whisper whispers spoken vocoder talkbox
      yodel scream screams growl growls`,
    2: 'lib libs harm harms harmony harmonies bg backing backings falsetto chops speech dialogue dialog narration',
    1: 'dbl dbls double doubles stack stacks hook verse chorus prechorus bridge refrain',
  },
  melody: {
    3: `guitar guitars gtr gtrs gt git acgtr elgtr egtr agtr acoustic ukulele uke banjo mandolin sitar key keys piano pno pianos grand
      rhodes wurli wurlitzer clav clavinet organ hammond b3 mellotron accordion harmonica synth synths syn synt moog
      juno prophet dx7 strings string str strs violin violins vln vlns viola vla cello celli vc vlc fiddle harp
      orchestra brass horn horns trumpet tpt trombone tbn tuba sax saxophone flute fl clarinet oboe bassoon whistle
      marimba vibraphone vibes xylophone glockenspiel glock celesta kalimba koto erhu`,
    2: 'arp arps arpeggio pluck plucks pad pads bell bells chord chords chrd stab stabs mel melody melodies riff ep slide solo topline',
    1: 'lead leads ld ac acc elec electric dist clean rhythm rhy sequence seq drone counter hook',
  },
  other: {
    3: `riser risers uplifter downlifter upsweep downsweep sweep sweeps swell swells impact impacts boom whoosh swoosh
      fx sfx efx foley atmos atmo atmosphere ambience ambiance ambient texture textures crackle vinyl applause crowd
      mixdown fullmix mix master instrumental inst metronome`,
    2: 'noise drop transition trans reverse rev hit hits scratch scratches glitch drones sample samples smpl timecode smpte',
    1: 'reverb verb delay echo return send bus aux print misc',
  },
};

// "FX" names a stem of its own, yet "Vox FX" belongs to the voice.
const yielding = new Set([
  'fx',
  'sfx',
  'efx',
  'mix',
  'noise',
  'ambient',
  'master',
  'inst',
  'reverse',
  'rev',
  'hit',
  'hits',
  'sample',
  'samples',
]);

const meanings = new Map<string, WordMeaning>();
for (const [stemType, byCertainty] of Object.entries(words) as [StemType, Record<Certainty, string>][]) {
  for (const certainty of [3, 2, 1] as const) {
    for (const word of byCertainty[certainty].split(/\s+/)) {
      if (!meanings.has(word)) meanings.set(word, { stemType, certainty: yielding.has(word) ? 1 : certainty });
    }
  }
}

/** What a single word says about the type of a stem; null when it says nothing. */
export function findMeaning(word: string): WordMeaning | null {
  const text = word.toLowerCase();
  return (
    meanings.get(text) ?? meanings.get(text.replace(/\d+$/, '')) ?? meanings.get(text.replace(/s?\d*$/, '')) ?? null
  );
}
