package vn.antin.signing.engine.issuance;

import vn.antin.signing.engine.appearance.FontStyle;
import vn.antin.signing.engine.appearance.Placement;
import vn.antin.signing.engine.appearance.TextBlock;

/**
 * Room for a line that is written after the leader has signed.
 *
 * @param room width and height on paper; what does not fit is refused when it is written
 * @param textSize in points
 */
public record TextSlot(
    Placement placement,
    Placement.Size room,
    double textSize,
    FontStyle style,
    TextBlock.Alignment alignment) {}
