import { expect, it } from 'vitest';
import { SpeedMeter } from './speed-meter.ts';

it('says nothing before it knows something', () => {
  const meter = new SpeedMeter(0, 0);
  meter.add(1_000_000, 100);
  expect(meter.bytesPerSecond).toBeNull();
  expect(meter.secondsLeft(10)).toBeNull();
});

it('settles on a steady speed, counted from where the upload went on', () => {
  const meter = new SpeedMeter(5000, 0);
  for (let i = 1; i <= 100; i++) meter.add(5000 + i * 100, i * 100);
  expect(meter.bytesPerSecond).toBeCloseTo(1000, 3);
  expect(meter.secondsLeft(3000)).toBeCloseTo(3, 3);
});

it('smooths a stutter, and follows a lasting change', () => {
  const meter = new SpeedMeter(0, 0);
  for (let i = 1; i <= 20; i++) meter.add(i * 100, i * 100);
  meter.add(2000, 2200);
  expect(meter.bytesPerSecond).toBeGreaterThan(900);
  for (let i = 1; i <= 300; i++) meter.add(2000 + i * 10, 2200 + i * 100);
  expect(meter.bytesPerSecond).toBeCloseTo(100, -1);
});
