package vn.antin.signing.engine.issuance;

import vn.antin.signing.engine.appearance.Placement;
import vn.antin.signing.engine.appearance.content.Size;

/**
 * Where everything goes that an issuance adds to a document.
 *
 * @param leader where the leader's signature image goes, and how large it is on paper
 * @param sealSize of the seal, from its own record
 * @param sealShare how much of the leader's image the seal covers, from its left
 */
public record IssuancePlan(
    TextSlot number,
    TextSlot date,
    Placement leader,
    Size leaderSize,
    Size sealSize,
    double sealShare) {}
