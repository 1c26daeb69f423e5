import type { Migration } from './migration.ts';

/** Immutable audio, what was measured in it, and who brought it. */
export const migration: Migration = {
  name: '20261122-1020-audio',

  async up({ run }) {
    await run(`
      CREATE TABLE audio_files (
        digest CHAR(64) PRIMARY KEY CONSTRAINT audio_files_digest_check CHECK (digest ~ '^[0-9a-f]{64}$'),
        pcm_digest CHAR(64) NOT NULL CONSTRAINT audio_files_pcm_digest_check CHECK (pcm_digest ~ '^[0-9a-f]{64}$'),
        size BIGINT NOT NULL CONSTRAINT audio_files_size_check CHECK (size > 0),
        format VARCHAR(20) NOT NULL,
        codec VARCHAR(50) NOT NULL,
        sample_rate INTEGER NOT NULL CONSTRAINT audio_files_sample_rate_check CHECK (sample_rate > 0),
        channels INTEGER NOT NULL CONSTRAINT audio_files_channels_check CHECK (channels > 0),
        bit_depth INTEGER NOT NULL CONSTRAINT audio_files_bit_depth_check CHECK (bit_depth > 0),
        sample_format VARCHAR(10) NOT NULL
          CONSTRAINT audio_files_sample_format_check CHECK (sample_format IN ('int', 'float')),
        frames BIGINT NOT NULL CONSTRAINT audio_files_frames_check CHECK (frames > 0),
        duration DOUBLE PRECISION NOT NULL CONSTRAINT audio_files_duration_check
          CHECK (duration > 0 AND duration < 'Infinity'),
        integrated_lufs DOUBLE PRECISION,
        true_peak_dbtp DOUBLE PRECISION,
        silence_head_frames BIGINT NOT NULL CONSTRAINT audio_files_silence_head_frames_check
          CHECK (silence_head_frames BETWEEN 0 AND frames),
        silence_tail_frames BIGINT NOT NULL CONSTRAINT audio_files_silence_tail_frames_check
          CHECK (silence_tail_frames BETWEEN 0 AND frames),
        created_at TIMESTAMPTZ NOT NULL DEFAULT date_trunc('milliseconds', now())
      );
      CREATE INDEX audio_files_pcm_digest_idx ON audio_files (pcm_digest);

      CREATE TABLE audio_uploads (
        user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        audio_digest CHAR(64) NOT NULL REFERENCES audio_files (digest) ON DELETE CASCADE,
        created_at TIMESTAMPTZ NOT NULL DEFAULT date_trunc('milliseconds', now()),
        PRIMARY KEY (user_id, audio_digest)
      );
      CREATE INDEX audio_uploads_audio_digest_idx ON audio_uploads (audio_digest);
    `);
  },

  async down({ run }) {
    await run('DROP TABLE audio_uploads, audio_files;');
  },
};
