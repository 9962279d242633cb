package vn.antin.signing.key;

/** Where a private key lives when it is not in use. */
public enum Residence {
  /** In a token, as an object of its own: seals, authorities. */
  RESIDENT,
  /** In the database, wrapped by the master key of the tokens: officials. */
  WRAPPED
}
