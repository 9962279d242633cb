package vn.antin.auth.approval;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A certificate with which the official may sign now, as signing-service says.
 *
 * @param unit name of the agency whose seal it is; null for the official's own
 */
record UsableCredential(
    UUID id,
    SignatureRequest.Kind kind,
    SignatureRequest.Certificate certificate,
    @Nullable String unit) {}
