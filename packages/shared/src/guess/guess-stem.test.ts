import { describe, expect, it } from 'vitest';
import { guessStem, guessStems } from './guess-stem.ts';

describe('guessStem', () => {
  it.each([
    ['03_LeadVox_v7.wav', 'vocals', 'LeadVox'],
    ['Lead Vox.wav', 'vocals', 'Lead Vox'],
    ['Lead.wav', 'melody', 'Lead'],
    ['Synth Lead 2.wav', 'melody', 'Synth Lead 2'],
    ['bass drum.wav', 'drums', 'bass drum'],
    ['BassDrum_final.wav', 'drums', 'BassDrum'],
    ['Kick Bass.wav', 'bass', 'Kick Bass'],
    ['Kick & Bass.wav', 'other', 'Kick & Bass'],
    ['01 - Kick In.wav', 'drums', 'Kick In'],
    ['02.Snare Top.aif', 'drums', 'Snare Top'],
    ['Hi-Hat_bounce.wav', 'drums', 'Hi-Hat'],
    ['HH.wav', 'drums', 'HH'],
    ['OH_L.wav', 'drums', 'OH L'],
    ['OHLeft.wav', 'drums', 'OHLeft'],
    ['Perc Loop 120bpm.wav', 'drums', 'Perc Loop'],
    ['808.wav', 'bass', '808'],
    ['808 Kick.wav', 'drums', '808 Kick'],
    ['808_Glide_Am_140 BPM.wav', 'bass', '808 Glide'],
    ['Sub.wav', 'bass', 'Sub'],
    ['sub kick.wav', 'drums', 'sub kick'],
    ['subbass.wav', 'bass', 'subbass'],
    ['DI Bass_FINAL2.wav', 'bass', 'DI Bass'],
    ['Bass Gtr.wav', 'bass', 'Bass Gtr'],
    ['Synth Bass.flac', 'bass', 'Synth Bass'],
    ['Bass Clarinet.wav', 'melody', 'Bass Clarinet'],
    ['Gtr 1.wav', 'melody', 'Gtr 1'],
    ['AcGtr_L.wav', 'melody', 'AcGtr L'],
    ['12 String Gtr.wav', 'melody', '12 String Gtr'],
    ['Keys_Rhodes_take3.wav', 'melody', 'Keys Rhodes'],
    ['PNO.wav', 'melody', 'PNO'],
    ['Pad.wav', 'melody', 'Pad'],
    ['Vox Pad.wav', 'vocals', 'Vox Pad'],
    ['Arp 16th.wav', 'melody', 'Arp 16th'],
    ['Vlns 1.wav', 'melody', 'Vlns 1'],
    ['BGVs.wav', 'vocals', 'BGVs'],
    ['BGVox_dbl.wav', 'vocals', 'BGVox dbl'],
    ['Adlib 2.wav', 'vocals', 'Adlib 2'],
    ['ad libs.wav', 'vocals', 'ad libs'],
    ['Vox FX.wav', 'vocals', 'Vox FX'],
    ['Vox Organ.wav', 'melody', 'Vox Organ'],
    ['FX.wav', 'other', 'FX'],
    ['Riser.wav', 'other', 'Riser'],
    ['Synth Riser.wav', 'other', 'Synth Riser'],
    ['White Noise.wav', 'other', 'White Noise'],
    ['Noise Snare.wav', 'drums', 'Noise Snare'],
    ['FM Bell.wav', 'melody', 'FM Bell'],
    ['Snare_2024-03-01.wav', 'drums', 'Snare'],
    ['Snare 240301 mix 3.wav', 'drums', 'Snare'],
    ['Snare (1).wav', 'drums', 'Snare'],
    ['Snare copy 2.wav', 'drums', 'Snare'],
    ['Kick_48kHz_24bit.wav', 'drums', 'Kick'],
    ['Piano F# minor.wav', 'melody', 'Piano'],
    ['Mix.wav', 'other', 'Mix'],
    ['07.wav', 'other', '07'],
    ['Untitled.wav', 'other', 'Untitled'],
    ['final.wav', 'other', 'final'],
    ['Drums/Close L.wav', 'drums', 'Close L'],
    ['Vocals/Double.wav', 'vocals', 'Double'],
    ['ゆき_Vox.wav', 'vocals', 'ゆき Vox'],
    ['', 'other', 'Stem'],
  ])('reads %s as %s, "%s"', (path, stemType, name) => {
    expect(guessStem(path)).toEqual({ stemType, name });
  });

  it('takes the name of the song off the front', () => {
    expect(guessStem('night-drive_LeadVox_v8.wav', 'night-drive')).toEqual({ stemType: 'vocals', name: 'LeadVox' });
    expect(guessStem('NightDrive Bass.wav', 'night-drive')).toEqual({ stemType: 'bass', name: 'Bass' });
    expect(guessStem('night-drive.wav', 'night-drive').name).toBe('night-drive');
  });

  it('gives a name of at most 255 characters', () => {
    expect(guessStem(`${'x'.repeat(400)}.wav`).name).toHaveLength(255);
  });
});

describe('guessStems', () => {
  it('leaves out what all names begin or end with', () => {
    const names = guessStems(['MySong_Kick_DemoBand.wav', 'MySong_Lead Vox_DemoBand.wav', 'mysong_Bass_DemoBand.wav']);
    expect(names.map(({ name }) => name)).toEqual(['Kick', 'Lead Vox', 'Bass']);
  });

  it('keeps a shared word that names the instrument', () => {
    expect(guessStems(['Vox Lead.wav', 'Vox Harmony.wav'])).toEqual([
      { stemType: 'vocals', name: 'Vox Lead' },
      { stemType: 'vocals', name: 'Vox Harmony' },
    ]);
  });

  it('never takes the last word of a name', () => {
    expect(guessStems(['Demo.wav', 'Demo Kick.wav']).map(({ name }) => name)).toEqual(['Demo', 'Demo Kick']);
  });

  it('gives two files of one name their versions back', () => {
    expect(guessStems(['Bass_v1.wav', 'Bass_v2.wav', 'Kick.wav']).map(({ name }) => name)).toEqual([
      'Bass v1',
      'Bass v2',
      'Kick',
    ]);
  });

  it('numbers files of the same name from two folders', () => {
    expect(guessStems(['a/Kick.wav', 'b/kick.wav']).map(({ name }) => name)).toEqual(['Kick', 'kick 2']);
  });
});
