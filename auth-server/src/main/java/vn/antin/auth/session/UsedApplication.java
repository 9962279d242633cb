package vn.antin.auth.session;

import java.time.Instant;

/**
 * A system that the official has logged in to from one of the sessions open now.
 *
 * @param id in the address under which its access is ended
 * @param last when it was logged in to last
 * @param open whether it still has access
 */
public record UsedApplication(String id, String name, Instant last, boolean open) {}
