package vn.antin.signing.certificate;

import javax.security.auth.x500.X500Principal;

/** Whom a certificate shall name. */
public sealed interface SubjectWish {
  /** The holder as the read copy of people and units knows them at the moment of issuing. */
  record AsKnown() implements SubjectWish {}

  /** Exactly this name; whoever wishes has checked that it is the holder's. */
  record Exactly(X500Principal name) implements SubjectWish {}
}
