package vn.antin.signing.engine.appearance;

import vn.antin.signing.engine.appearance.content.Content;

/** What a signature looks like and where; {@link Decree30} makes those of official documents. */
public record Appearance(Placement placement, Content content) {}
