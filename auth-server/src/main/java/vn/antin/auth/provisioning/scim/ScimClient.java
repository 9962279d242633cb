package vn.antin.auth.provisioning.scim;

import java.util.UUID;

/**
 * A client that keeps officials.
 *
 * @param unit whose people it keeps, with those of the units below
 * @param root whether that is a root of the tree
 */
record ScimClient(String id, UUID unit, boolean root) {}
