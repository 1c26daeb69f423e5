/** Where an error belongs, in the words of tRPC; each maps to one HTTP status. */
export type ErrorCode =
  | 'BAD_REQUEST'
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'PAYLOAD_TOO_LARGE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'TOO_MANY_REQUESTS'
  | 'SERVICE_UNAVAILABLE'
  | 'INTERNAL_SERVER_ERROR';

/** The HTTP status that goes with each code. */
export const statusOfCode: Record<ErrorCode, number> = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  TOO_MANY_REQUESTS: 429,
  SERVICE_UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
};

/** Every reason that BeatFlow may refuse for: stable in kebab-case, with its code and the sentence that people read. */
export const errorReasons = {
  'input-invalid': ['BAD_REQUEST', 'Some of what was sent is not valid.'],
  'request-too-large': ['PAYLOAD_TOO_LARGE', 'This is more than the server takes in one request.'],
  'sign-in-required': ['UNAUTHORIZED', 'Please sign in first.'],
  'credentials-wrong': ['UNAUTHORIZED', 'The name or the password is not right.'],
  'too-many-attempts': ['TOO_MANY_REQUESTS', 'Too many attempts. Please wait a little and try again.'],
  'origin-refused': ['FORBIDDEN', 'This request came from another website and was refused.'],
  forbidden: ['FORBIDDEN', 'You may look at this, but not do that here.'],
  'not-found': ['NOT_FOUND', 'There is nothing here, or it is not shared with you.'],
  'name-taken': ['CONFLICT', 'This name is already taken.'],
  'already-collaborator': ['CONFLICT', 'This user collaborates here already. Please change their role instead.'],
  'email-taken': ['CONFLICT', 'There is already an account with this e-mail address.'],
  'branch-moved': ['CONFLICT', 'Somebody pushed to this branch meanwhile. Nothing was changed.'],
  'branch-protected': ['FORBIDDEN', 'This branch is protected.'],
  'ref-ambiguous': ['BAD_REQUEST', 'This short digest fits more than one version. Please give more digits.'],
  'commit-unchanged': ['CONFLICT', 'This is exactly what the branch holds already. There is nothing to push.'],
  'track-unknown': ['BAD_REQUEST', 'A stem names a track that this repository does not have.'],
  'stem-name-taken': ['BAD_REQUEST', 'Two stems of one version may not have the same name.'],
  'track-repeated': ['BAD_REQUEST', 'Two stems of one version may not be the same track.'],
  'audio-missing': ['BAD_REQUEST', 'A stem names audio that you have not uploaded. Please upload it first.'],
  'audio-unreadable': [
    'UNSUPPORTED_MEDIA_TYPE',
    'This is not audio that BeatFlow can read. Accepted are WAV, AIFF, FLAC, MP3, Ogg Vorbis, Opus and M4A (AAC).',
  ],
  'audio-truncated': ['BAD_REQUEST', 'This audio file is cut short. Please export it again.'],
  'audio-inconsistent': ['BAD_REQUEST', 'This audio file contradicts itself. Please export it again.'],
  'audio-empty': ['BAD_REQUEST', 'This audio file has no sound in it: it is zero frames long.'],
  'audio-too-long': ['PAYLOAD_TOO_LARGE', 'This audio is longer than this server accepts.'],
  'audio-too-large': ['PAYLOAD_TOO_LARGE', 'This file is larger than this server accepts.'],
  'digest-mismatch': ['BAD_REQUEST', 'What arrived is not what was announced. Please send the file again.'],
  'offset-mismatch': ['CONFLICT', 'This upload goes on from another place. Please ask for the place first.'],
  'chunks-missing': ['CONFLICT', 'Parts of this file are not here yet. Please send them first.'],
  'upload-busy': ['CONFLICT', 'This file is being uploaded already.'],
  'quota-exceeded': ['PAYLOAD_TOO_LARGE', 'This would take more room than your account has.'],
  'storage-full': ['SERVICE_UNAVAILABLE', 'The server has no room left. Nothing was lost; please tell who runs it.'],
  'storage-unavailable': [
    'SERVICE_UNAVAILABLE',
    'The place where audio is kept does not answer. Nothing was lost; please try again in a moment.',
  ],
  'server-busy': ['SERVICE_UNAVAILABLE', 'The server is busy or restarting. Please try again in a moment.'],
  'range-invalid': ['BAD_REQUEST', 'This part of the file does not exist.'],
  'merge-conflict': [
    'CONFLICT',
    'Both sides changed the same thing. Please choose for each conflict; nothing was changed.',
  ],
  'merge-nothing': ['CONFLICT', 'There is nothing to bring over: this version has it all already.'],
  'resolution-invalid': ['BAD_REQUEST', 'This answer does not fit the conflict.'],
  internal: ['INTERNAL_SERVER_ERROR', 'Something went wrong on the server. Nothing half-done was kept.'],
} as const satisfies Record<string, readonly [ErrorCode, string]>;

/** A stable kebab-case name of why something was refused. */
export type ErrorReason = keyof typeof errorReasons;

/** Tells whether a text is one of our reasons. */
export function isErrorReason(value: unknown): value is ErrorReason {
  return typeof value === 'string' && Object.hasOwn(errorReasons, value);
}

/** Something that BeatFlow refused, for a stable reason, with facts for the program and a sentence for the person. */
export class BeatflowError extends Error {
  readonly reason: ErrorReason;
  readonly data: Record<string, unknown>;

  constructor(reason: ErrorReason, data: Record<string, unknown> = {}, message: string = errorReasons[reason][1]) {
    super(message);
    this.name = 'BeatflowError';
    this.reason = reason;
    this.data = data;
  }

  get code(): ErrorCode {
    return errorReasons[this.reason][0];
  }

  get status(): number {
    return statusOfCode[this.code];
  }
}
