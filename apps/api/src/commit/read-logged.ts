import type { CommitSummary, LoggedCommit, StemResponse } from '@beatflow/shared';
import { QueryTypes, type Sequelize } from 'sequelize';

type StemRow = Omit<StemResponse, 'audio'> & { commitId: string };
type AudioRow = StemResponse['audio'] & { digest: string };

interface LogRows {
  commits: CommitSummary[] | null;
  stems: StemRow[] | null;
  audio: AudioRow[] | null;
}

/**
 * The commits of a page, in the order of their ids, with their stems where those are asked for. The database writes them
 * as one JSON text: reading that takes a fraction of what making models of some hundred rows does.
 */
export async function readLogged(
  sequelize: Sequelize,
  ids: readonly string[],
  { withStems = false }: { withStems?: boolean } = {},
): Promise<LoggedCommit[]> {
  if (ids.length === 0) return [];
  const [found] = await sequelize.query<LogRows>(withStems ? COMMITS_AND_STEMS : COMMITS, {
    type: QueryTypes.SELECT,
    bind: [ids],
  });
  const commits = new Map((found?.commits ?? []).map((commit) => [commit.id, withInstant(commit)]));
  const shown = ids.flatMap((id) => commits.get(id) ?? []);
  if (!withStems) return shown;
  const stems = gatherStems(found?.stems ?? [], found?.audio ?? []);
  return shown.map((commit) => ({ ...commit, stems: stems.get(commit.id) ?? [] }));
}

/** The stems of each commit. Versions share most of their audio, so its facts are read once a file. */
function gatherStems(rows: readonly StemRow[], audioRows: readonly AudioRow[]): Map<string, StemResponse[]> {
  const audio = new Map(audioRows.map(({ digest, ...facts }) => [digest, facts]));
  const stems = new Map<string, StemResponse[]>();
  for (const { commitId, ...stem } of rows) {
    const facts = audio.get(stem.audioDigest);
    if (!facts) throw new Error(`The facts of the audio ${stem.audioDigest} are not there.`);
    const list = stems.get(commitId) ?? [];
    list.push(withInstant({ ...stem, audio: facts }));
    stems.set(commitId, list);
  }
  return stems;
}

/** PostgreSQL writes an instant in JSON with its time zone, and with as few digits as it needs. */
function withInstant<Row extends { createdAt: string }>(row: Row): Row {
  row.createdAt = new Date(row.createdAt).toISOString();
  return row;
}

const LOGGED = `
  (SELECT json_agg(logged) FROM (
    SELECT id, digest, repo_id AS "repositoryId", parent_commit_id AS "parentCommitId",
      merge_parent_commit_id AS "mergeParentCommitId", author_id AS "authorId", author_name AS "authorName", message, bpm,
      key_signature AS "keySignature", render_url AS "renderUrl", generation_params AS "generationParams",
      created_at AS "createdAt"
    FROM commits WHERE id = ANY ($1::uuid[])
  ) logged) AS commits`;

const COMMITS = `SELECT ${LOGGED}`;

const COMMITS_AND_STEMS = `
  SELECT ${LOGGED},
  (SELECT json_agg(stem) FROM (
    SELECT id, commit_id AS "commitId", track_id AS "trackId", name, stem_type AS "stemType", position,
      file_url AS "fileUrl", audio_digest AS "audioDigest", duration, file_size AS "fileSize", gain_db AS "gainDb", pan,
      muted, generation_params AS "generationParams", created_at AS "createdAt"
    FROM stems WHERE commit_id = ANY ($1::uuid[])
    ORDER BY commit_id, position
  ) stem) AS stems,
  (SELECT json_agg(file) FROM (
    SELECT digest, format, codec, sample_rate AS "sampleRate", channels, bit_depth AS "bitDepth",
      sample_format AS "sampleFormat", frames, pcm_digest AS "pcmDigest", is_measured AS "isMeasured",
      integrated_lufs AS "integratedLufs", true_peak_dbtp AS "truePeakDbtp", silence_head_frames AS "silenceHeadFrames",
      silence_tail_frames AS "silenceTailFrames"
    FROM audio_files WHERE digest IN (SELECT audio_digest FROM stems WHERE commit_id = ANY ($1::uuid[]))
  ) file) AS audio`;
