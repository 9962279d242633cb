package vn.antin.auth.login.policy;

import java.time.Instant;

/**
 * A policy as it was set.
 *
 * @param name of the unit or system
 * @param version counts its changes
 */
public record StoredPolicy(
    PolicyOwner owner, String name, PolicySettings settings, long version, Instant setAt) {}
