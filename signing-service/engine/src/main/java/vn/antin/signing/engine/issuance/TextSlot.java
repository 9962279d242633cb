package vn.antin.signing.engine.issuance;

import vn.antin.signing.engine.appearance.Placement;
import vn.antin.signing.engine.appearance.content.FontStyle;
import vn.antin.signing.engine.appearance.content.Size;
import vn.antin.signing.engine.appearance.content.TextBlock;

/**
 * Room for a line that is written after the leader has signed.
 *
 * @param room width and height on paper; what does not fit is refused when it is written
 * @param textSize in points
 */
public record TextSlot(
    Placement placement,
    Size room,
    double textSize,
    FontStyle style,
    TextBlock.Alignment alignment) {}
