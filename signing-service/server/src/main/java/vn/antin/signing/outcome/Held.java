package vn.antin.signing.outcome;

import java.security.cert.X509Certificate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.grant.RequestId;
import vn.antin.signing.people.OfficialId;

/**
 * What is to be decided about.
 *
 * @param request null when an application made the hash
 * @param open whether the outcome is still unknown
 */
record Held(
    OutcomeKey key,
    OfficialId approver,
    UUID credential,
    X509Certificate certificate,
    @Nullable RequestId request,
    boolean open) {}
