package vn.antin.auth.approval;

import java.time.Instant;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.approval.asked.SignatureDetails;

/** An official's agreement that one credential signs these hashes, for one client, until a time. */
record Grant(
    GrantId id, AccountId official, String clientId, SignatureDetails details, Instant expiresAt) {}
