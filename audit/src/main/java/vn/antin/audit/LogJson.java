package vn.antin.audit;

/** The JSON forms of rows and seals, made by PostgreSQL, read in one place each. */
final class LogJson {
  /** A row of audit.entry; no column of it may be hidden by another table's. */
  static final String ENTRY =
      """
      jsonb_build_object('kind', 'entry', 'seal', entry.batch, 'id', entry.id,
        'at', to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'type', entry.type, 'actor', entry.actor, 'object', entry.object,
        'facts', entry.facts, 'commitments', entry.commitments)
      """;

  /** The personal fields beside a row of audit.entry, null when there are none. */
  static final String PERSONAL =
      """
      (SELECT jsonb_object_agg(personal.name,
         jsonb_build_object('salt', encode(personal.salt, 'hex'), 'value', personal.value))
       FROM audit.personal WHERE personal.entry_id = entry.id)
      """;

  /** A row of audit.seal. */
  static final String SEAL =
      """
      jsonb_build_object('kind', 'seal', 'number', seal.number,
        'sealedAt', to_char(seal.sealed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'previous', encode(seal.previous, 'hex'), 'merkleRoot', encode(seal.merkle_root, 'hex'),
        'root', encode(seal.root, 'hex'), 'entries', seal.entry_ids,
        'leaves', encode(seal.leaves, 'hex'), 'signature', encode(seal.signature, 'hex'),
        'certificate', encode(seal.certificate, 'hex'), 'signedAt', seal.signed_at)
      """;

  private LogJson() {}
}
