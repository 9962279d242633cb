package vn.antin.auth.provisioning.spreadsheet;

import java.util.UUID;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.org.UnitId;

/**
 * An import that this node works on.
 *
 * @param lease proves that no other node does
 */
record Job(
    ImportId id,
    UUID lease,
    ImportState state,
    AccountId owner,
    UnitId unit,
    boolean complete,
    boolean makePosts) {}
