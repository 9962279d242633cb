package vn.antin.signing.grant;

import java.time.Instant;
import vn.antin.signing.certificate.CredentialId;
import vn.antin.signing.people.OfficialId;

/** What a token stands for. */
public sealed interface Approval permits ApprovedGrant, HashGrant {
  GrantId id();

  OfficialId official();

  CredentialId credential();

  /** The system that asked. */
  String clientId();

  Instant expiresAt();
}
