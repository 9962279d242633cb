package vn.antin.auth.approval.asked;

/** What a hash is of; the two are never mixed. */
public enum HashType {
  /** A source document. */
  SDR,
  /** The bytes to be signed. */
  DTBSR
}
