import type { Database } from '@beatflow/db';

/** How large a server is. */
export interface Scale {
  users: number;
  /** Private songs of each user, each with five stems of 21 chunks, the first of which is silence. */
  songs: number;
  /** Versions of each song, each with one stem that has one new chunk. */
  versions: number;
}

const stems = 5;
const chunks = 21;

/** Names are made of numbers: a digest is the SHA-256 of what it names. */
const digest = (text: string) => `encode(sha256((${text})::bytea), 'hex')`;
const uuid = (text: string) => `md5(${text})::uuid`;
const silence = `'chunk of silence'`;

/** In SQL: the chunk of silence with which every stem of everybody begins; a user, a song, and the first stem of one of its versions. */
export const silenceName = digest(silence);
export const userName = (n: number) => uuid(`'user ${n}'`);
export const songName = (user: number, song: number) => uuid(`'song ${user} ${song}'`);
export const audioName = (user: number, song: number, version: number) =>
  digest(`'audio ${user} ${song} ${version} 0'`);

/** Fills an empty database as so many people would have, statement by statement; keys are not checked. */
export async function fill(database: Database, { users, songs, versions }: Scale): Promise<void> {
  const all = `generate_series(1, ${users}) AS u, generate_series(1, ${songs}) AS s`;
  // Version 1 has new audio in every stem, each later one in the stem whose turn it is.
  const versioned = `${all}, generate_series(1, ${versions}) AS v, generate_series(0, ${stems - 1}) AS t`;
  const isNew = `(v = 1 OR v % ${stems} = t)`;
  const lastNew = `(SELECT max(w) FROM generate_series(1, v) AS w WHERE w = 1 OR w % ${stems} = t)`;
  const audio = (version: string) => digest(`'audio ' || u || ' ' || s || ' ' || ${version} || ' ' || t`);
  // A later version has one chunk of its own; the others are those of the first.
  const chunk = `CASE WHEN i = 0 THEN ${silence} WHEN v > 1 AND i = 1 + v % ${chunks - 1}
    THEN 'chunk ' || u || ' ' || s || ' ' || t || ' ' || i || ' of ' || v
    ELSE 'chunk ' || u || ' ' || s || ' ' || t || ' ' || i END`;
  const statements = [
    `INSERT INTO users (id, username, email, password_hash)
     SELECT ${uuid(`'user ' || u`)}, 'user' || u, 'user' || u || '@example.org', 'none' FROM generate_series(1, ${users}) AS u`,
    `INSERT INTO repositories (id, owner_id, name)
     SELECT ${uuid(`'song ' || u || ' ' || s`)}, ${uuid(`'user ' || u`)}, 'song' || s FROM ${all}`,
    `INSERT INTO commits (id, repo_id, author_id, author_name, digest, generation)
     SELECT ${uuid(`'commit ' || u || ' ' || s || ' ' || v`)}, ${uuid(`'song ' || u || ' ' || s`)},
       ${uuid(`'user ' || u`)}, 'user' || u, ${digest(`'commit ' || u || ' ' || s || ' ' || v`)}, v - 1
     FROM ${all}, generate_series(1, ${versions}) AS v`,
    `INSERT INTO audio_files (digest, pcm_digest, size, format, codec, sample_rate, channels, bit_depth, sample_format,
       frames, duration, silence_head_frames, silence_tail_frames)
     SELECT ${audio('v')}, ${audio('v')}, 2752556, 'wav', 'pcm', 44100, 2, 16, 'int', 688128, 15.6, 0, 0
     FROM ${versioned} WHERE ${isNew}`,
    `INSERT INTO audio_uploads (user_id, audio_digest)
     SELECT ${uuid(`'user ' || u`)}, ${audio('v')} FROM ${versioned} WHERE ${isNew}`,
    `INSERT INTO stems (commit_id, track_id, stem_type, name, position, file_url, audio_digest, duration, file_size)
     SELECT ${uuid(`'commit ' || u || ' ' || s || ' ' || v`)}, ${uuid(`'track ' || u || ' ' || s || ' ' || t`)}, 'other',
       'stem' || t, t, '/stems', ${audio(lastNew)}, 15.6, 2752556 FROM ${versioned}`,
    `INSERT INTO audio_file_chunks (audio_digest, start_byte, chunk_digest)
     SELECT ${audio('v')}, i * 131072, ${digest(chunk)} FROM ${versioned}, generate_series(0, ${chunks - 1}) AS i
     WHERE ${isNew}`,
    `INSERT INTO packs (digest, size)
     SELECT ${digest(`'pack ' || u`)}, 67108864 FROM generate_series(0, ${users}) AS u`,
    `INSERT INTO chunks (digest, size, pack_digest, pack_offset, stored_size, encoding, version)
     SELECT chunk_digest, 131072, ${digest(`'pack ' || (row_number() OVER ()) % ${users}`)}, 0, 60000, 'flac', 1
     FROM (SELECT DISTINCT chunk_digest FROM audio_file_chunks) AS c`,
    `INSERT INTO uploaded_chunks (chunk_digest, user_id)
     SELECT DISTINCT f.chunk_digest, u.user_id FROM audio_file_chunks f JOIN audio_uploads u USING (audio_digest)`,
  ];
  await database.transaction(async (transaction) => {
    await database.sequelize.query(`SET LOCAL session_replication_role = replica`, { transaction });
    for (const sql of statements) await database.sequelize.query(sql, { transaction });
  });
  await database.sequelize.query('ANALYZE');
}
