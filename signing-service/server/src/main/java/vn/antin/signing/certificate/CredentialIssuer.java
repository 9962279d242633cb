package vn.antin.signing.certificate;

import vn.antin.signing.people.OfficialId;

/**
 * Whoever can give an official a first credential on demand. The development authority does;
 * without it nobody does and credentials arrive by other ways.
 */
public interface CredentialIssuer {
  /** Returns when the official has a credential, or when none can be issued now. */
  void issueFor(OfficialId official);
}
