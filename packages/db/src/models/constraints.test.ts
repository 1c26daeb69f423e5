import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../database/create-database.ts';
import { isUniqueViolation } from '../database/database-error.ts';
import { expectRefused } from '../testing/expect-refused.ts';
import {
  makeAudioFile,
  makeBranch,
  makeBranchMove,
  makeCommit,
  makeDigest,
  makeRepository,
  makeStem,
  makeUser,
} from '../testing/factories.ts';
import { openTestDatabase } from '../testing/test-database.ts';
import { AccessTokenModel, AudioUploadModel, BranchModel, CollaboratorModel, SessionModel } from './index.ts';

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});

afterAll(() => database.close());

describe('what is taken is taken', () => {
  it('a username, whose capitals are refused altogether', async () => {
    const { username } = await makeUser();
    await expectRefused(makeUser({ username }), 'users_username_key');
    await expectRefused(makeUser({ username: username.toUpperCase() }), 'users_username_check');
  });

  it('an e-mail address, in any capitals', async () => {
    const { email } = await makeUser();
    await expectRefused(makeUser({ email: email.toUpperCase() }), 'users_email_key');
  });

  it('a repository name of one owner, in any capitals, but not of two', async () => {
    const { ownerId, name } = await makeRepository();
    await expectRefused(makeRepository({ ownerId, name: name.toUpperCase() }), 'repositories_owner_id_name_key');
    await expect(makeRepository({ name })).resolves.toBeDefined();
  });

  it('the hash of a session and of a token', async () => {
    const { id: userId } = await makeUser();
    const tokenHash = makeDigest();
    const session = { userId, tokenHash, expiresAt: new Date() };
    await SessionModel.create(session);
    await expectRefused(SessionModel.create(session), 'sessions_token_hash_key');
    await AccessTokenModel.create({ userId, tokenHash, name: 'laptop' });
    await expectRefused(AccessTokenModel.create({ userId, tokenHash, name: 'studio' }), 'access_tokens_token_hash_key');
  });

  it('a collaborator of a repository, and an upload of a user', async () => {
    const repository = await makeRepository();
    const collaborator = { repoId: repository.id, userId: (await makeUser()).id, role: 'reader' as const };
    await CollaboratorModel.create(collaborator);
    await expectRefused(CollaboratorModel.create({ ...collaborator, role: 'admin' }), 'collaborators_pkey');
    const upload = { userId: repository.ownerId, audioDigest: (await makeAudioFile()).digest };
    await AudioUploadModel.create(upload);
    await expectRefused(AudioUploadModel.create(upload), 'audio_uploads_pkey');
  });

  it('audio of one digest', async () => {
    const { digest } = await makeAudioFile();
    await expectRefused(makeAudioFile({ digest }), 'audio_files_pkey');
  });

  it('a digest in a repository, but not in its fork', async () => {
    const { repoId, digest } = await makeCommit();
    await expectRefused(makeCommit({ repoId, digest }), 'commits_repo_id_digest_key');
    await expect(makeCommit({ digest })).resolves.toBeDefined();
  });

  it('a branch name in a repository, where capitals matter', async () => {
    const { repoId, headCommitId } = await makeBranch({ name: 'verse' });
    await expectRefused(makeBranch({ repoId, headCommitId, name: 'verse' }), 'branches_repo_id_name_key');
    await expect(makeBranch({ repoId, headCommitId, name: 'Verse' })).resolves.toBeDefined();
  });

  it.each([
    ['name, in any capitals', { name: 'KICK', position: 1 }, 'stems_commit_id_name_key'],
    ['name beyond ASCII, in any capitals', { name: 'ÉTÉ', position: 1 }, 'stems_commit_id_name_key'],
    ['track', { name: 'Snare', position: 1, sameTrack: true }, 'stems_commit_id_track_id_key'],
    ['position', { name: 'Snare', position: 0 }, 'stems_commit_id_position_key'],
  ])('a stem’s %s in its commit', async (_, { sameTrack, ...second }: Record<string, unknown>, constraint) => {
    const write = database.transaction(async (transaction) => {
      const { id: commitId } = await makeCommit({ transaction });
      const first = { name: second.name === 'ÉTÉ' ? 'été' : 'Kick', position: 0, trackId: randomUUID() };
      await makeStem({ ...first, commitId, transaction });
      await makeStem({ ...second, ...(sameTrack ? { trackId: first.trackId } : {}), commitId, transaction });
    });
    await expectRefused(write, constraint);
  });

  it('and the error says so', async () => {
    const { email } = await makeUser();
    const err: unknown = await makeUser({ email }).catch((reason: unknown) => reason);
    expect(isUniqueViolation(err)).toBe(true);
    expect(isUniqueViolation(err, 'users_email_key')).toBe(true);
    expect(isUniqueViolation(err, 'users_username_key')).toBe(false);
  });
});

describe('whatever belongs together is of one repository', () => {
  it('a parent, a merge parent, a head, and both ends of a move', async () => {
    const stranger = (await makeCommit()).id;
    const { repoId, id } = await makeCommit();
    await expectRefused(makeCommit({ repoId, parentCommitId: stranger }), 'commits_parent_commit_id_fkey');
    await expectRefused(
      makeCommit({ repoId, parentCommitId: id, mergeParentCommitId: stranger }),
      'commits_merge_parent_commit_id_fkey',
    );
    await expectRefused(makeBranch({ repoId, headCommitId: stranger }), 'branches_head_commit_id_fkey');
    await expectRefused(makeBranchMove({ repoId, fromCommitId: stranger }), 'branch_moves_from_commit_id_fkey');
    await expectRefused(makeBranchMove({ repoId, toCommitId: stranger }), 'branch_moves_to_commit_id_fkey');
    const branch = await makeBranch({ repoId, headCommitId: id });
    await expectRefused(branch.update({ headCommitId: stranger }), 'branches_head_commit_id_fkey');
    expect(await BranchModel.count({ where: { repoId, headCommitId: id } })).toBe(1);
  });

  it('a commit has two different parents, and is neither', async () => {
    const { repoId, id } = await makeCommit();
    const twice = { repoId, parentCommitId: id, mergeParentCommitId: id };
    await expectRefused(makeCommit(twice), 'commits_parents_check');
    const own = randomUUID();
    await expectRefused(makeCommit({ repoId, id: own, parentCommitId: own }), 'commits_parents_check');
  });
});

describe('values are in their range', () => {
  it.each(['', 'a', '-ab', 'ab-', 'a_b', 'Ab', 'a'.repeat(40)])('no user is called “%s”', (username) =>
    expectRefused(makeUser({ username }), 'users_username_check'),
  );

  it.each(['', '.', '..', 'a b', 'a/b', 'é', 'a'.repeat(101)])('no repository is called “%s”', (name) =>
    expectRefused(makeRepository({ name }), 'repositories_name_check'),
  );

  it.each([
    '',
    ' ',
    'a b',
    'a..b',
    '/a',
    'a/',
    'a//b',
    '-a',
    '.a',
    'a/.b',
    'a.',
    'a.lock',
    'a.lock/b',
    '@',
    'a@{b',
    'a~',
    'a^',
    'a:b',
    'a?',
    'a*',
    'a[b',
    'a\\b',
    'a\tb',
    'a\u007fb',
    'a\nb',
  ])('no branch is called “%s”', async (name) => {
    await expectRefused(makeBranch({ name }), 'branches_name_check');
  });

  it.each(['main', 'feature/new-bass', 'v1.2', 'größer', '日本', 'a@b', 'a]b', 'lock', '#1'])(
    'a branch may be called “%s”',
    async (name) => {
      await expect(makeBranch({ name })).resolves.toMatchObject({ name });
    },
  );

  it.each([
    [{ bpm: 19.999 }, 'commits_bpm_check'],
    [{ bpm: 999.001 }, 'commits_bpm_check'],
    [{ keySignature: 'H' }, 'commits_key_signature_check'],
    [{ digest: makeDigest().toUpperCase() }, 'commits_digest_check'],
    [{ generation: -1 }, 'commits_generation_check'],
    [{ generationParams: [] as never }, 'commits_generation_params_check'],
  ])('no commit has %o', (values, constraint) => expectRefused(makeCommit(values), constraint));

  it.each([
    [{ position: -1 }, 'stems_position_check'],
    [{ fileSize: -1 }, 'stems_file_size_check'],
    [{ duration: -1 }, 'stems_duration_check'],
    [{ gainDb: 24.1 }, 'stems_gain_db_check'],
    [{ gainDb: -96.1 }, 'stems_gain_db_check'],
    [{ pan: 1.1 }, 'stems_pan_check'],
    [{ stemType: 'guitar' as never }, 'stems_stem_type_check'],
    [{ name: '' }, 'stems_name_check'],
    [{ name: 'a\u0007' }, 'stems_name_check'],
    [{ fileUrl: '' }, 'stems_file_url_check'],
    [{ audioDigest: makeDigest() }, 'stems_audio_digest_fkey'],
  ])('no stem has %o', async (values, constraint) => {
    const write = database.transaction(async (transaction) =>
      makeStem({ ...values, commitId: (await makeCommit({ transaction })).id, transaction }),
    );
    await expectRefused(write, constraint);
  });

  it.each([
    [{ size: 0 }, 'audio_files_size_check'],
    [{ frames: 0 }, 'audio_files_frames_check'],
    [{ duration: 0 }, 'audio_files_duration_check'],
    [{ channels: 0 }, 'audio_files_channels_check'],
    [{ sampleRate: 0 }, 'audio_files_sample_rate_check'],
    [{ bitDepth: 0 }, 'audio_files_bit_depth_check'],
    [{ sampleFormat: 'text' as never }, 'audio_files_sample_format_check'],
    [{ pcmDigest: 'g'.repeat(64) }, 'audio_files_pcm_digest_check'],
    [{ silenceHeadFrames: 11_520_001 }, 'audio_files_silence_head_frames_check'],
    [{ silenceTailFrames: -1 }, 'audio_files_silence_tail_frames_check'],
  ])('no audio has %o', (values, constraint) => expectRefused(makeAudioFile(values), constraint));

  it('a role and a reason are among those that exist', async () => {
    const { repoId } = await makeCommit();
    const { id: userId } = await makeUser();
    await expectRefused(
      CollaboratorModel.create({ repoId, userId, role: 'owner' as never }),
      'collaborators_role_check',
    );
    await expectRefused(makeBranchMove({ repoId, reason: 'whim' as never }), 'branch_moves_reason_check');
  });
});
